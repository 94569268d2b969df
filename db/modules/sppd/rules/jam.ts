import type { Etape } from "./etape.ts";
import type { JenisPerjalanan } from "./jenis.ts";

/** A leg with its hours, as `HH:MM`, where they were said: in town they tell on which side of 8 hours a trip is. */
export interface EtapeBerjam extends Etape {
  readonly jam_mulai?: string | undefined;
  readonly jam_selesai?: string | undefined;
}

/** Why the hours of a trip are refused, and at which field. */
export interface GalatJam {
  readonly kode: "LEBIH_DARI_SEHARI" | "JAM_HANYA_DALAM_KOTA" | "JAM_TIDAK_URUT" | "JENIS_TIDAK_SESUAI" | "WAJIB_DIISI";
  readonly etape: number;
  readonly kolom: "kembali" | "jam_mulai" | "jam_selesai";
}

/** Above this uang harian is paid in town, and an SPD is always issued (PMK 113/PMK.05/2012). */
const BATAS_MENIT = 8 * 60;

/**
 * Looks for what is wrong with the hours of a trip: they are those of a trip in town, say begin and end, and never go back; from the
 * first to the last of one day they last up to 8 hours, or longer, as the kind of the trip says. Up to 8 hours are one day. A trip need
 * not say its hours.
 *
 * @param etape legs in the order of travel
 */
export function periksaJam(jenis: JenisPerjalanan, etape: readonly EtapeBerjam[]): GalatJam[] {
  if (jenis !== "dalam_kota_lebih_8jam" && jenis !== "dalam_kota_sd_8jam") {
    return etape.flatMap(({ jam_mulai, jam_selesai }, urut) => {
      if (jam_mulai === undefined && jam_selesai === undefined) return [];
      return [
        { kode: "JAM_HANYA_DALAM_KOTA", etape: urut, kolom: jam_mulai === undefined ? "jam_selesai" : "jam_mulai" },
      ];
    });
  }
  const lewat = etape.findIndex(({ kembali }) => kembali !== etape[0]?.berangkat);
  const galat = etape.flatMap((satu, urut) => periksaUrutan(satu, etape[urut - 1], urut));
  if (jenis === "dalam_kota_sd_8jam" && lewat !== -1) {
    return [{ kode: "LEBIH_DARI_SEHARI", etape: lewat, kolom: "kembali" }, ...galat];
  }
  const [mulai, selesai] = [etape[0]?.jam_mulai, etape.at(-1)?.jam_selesai];
  if (galat.length > 0 || lewat !== -1 || mulai === undefined || selesai === undefined) return galat;
  const singkat = menit(selesai) - menit(mulai) <= BATAS_MENIT;
  if (singkat === (jenis === "dalam_kota_sd_8jam")) return [];
  return [{ kode: "JENIS_TIDAK_SESUAI", etape: etape.length - 1, kolom: "jam_selesai" }];
}

function periksaUrutan(satu: EtapeBerjam, sebelum: EtapeBerjam | undefined, urut: number): GalatJam[] {
  const { jam_mulai, jam_selesai } = satu;
  if (jam_mulai === undefined && jam_selesai === undefined) return [];
  if (jam_mulai === undefined) return [{ kode: "WAJIB_DIISI", etape: urut, kolom: "jam_mulai" }];
  if (jam_selesai === undefined) return [{ kode: "WAJIB_DIISI", etape: urut, kolom: "jam_selesai" }];
  if (satu.berangkat === satu.kembali && jam_selesai <= jam_mulai) {
    return [{ kode: "JAM_TIDAK_URUT", etape: urut, kolom: "jam_selesai" }];
  }
  const akhir = sebelum?.kembali === satu.berangkat ? sebelum.jam_selesai : undefined;
  return akhir !== undefined && jam_mulai < akhir ? [{ kode: "JAM_TIDAK_URUT", etape: urut, kolom: "jam_mulai" }] : [];
}

function menit(jam: string): number {
  const [angka = 0, sisa = 0] = jam.split(":").map(Number);
  return angka * 60 + sisa;
}
