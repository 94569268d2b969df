import { satuKota, type JenisPerjalanan } from "./jenis.ts";
import { hitungHari, tambahHari, type TanggalIso } from "./tanggal.ts";

/** One leg of a trip: from one place to the next, from the day of setting out to the day of leaving the destination. */
export interface Etape {
  asal_kode: string;
  tujuan_kode: string;
  berangkat: TanggalIso;
  kembali: TanggalIso;
}

/** Why legs do not make a trip, and at which leg. */
export interface GalatEtape {
  kode:
    | "KEMBALI_SEBELUM_BERANGKAT"
    | "ETAPE_TIDAK_URUT"
    | "ETAPE_TERPUTUS"
    | "PERJALANAN_TERLALU_LAMA"
    | "JENIS_TIDAK_SESUAI";
  etape: number;
  kolom: "berangkat" | "kembali" | "tujuan_kode";
}

/** The longest trip, in real days. */
const LAMA_TERPANJANG = 366;

/** First day of departure and last day of return of a trip's legs. @throws RangeError when there are no legs */
export function rentangPerjalanan(etape: readonly Etape[]): {
  tanggal_berangkat: TanggalIso;
  tanggal_kembali: TanggalIso;
} {
  const pertama = etape[0];
  const terakhir = etape.at(-1);
  if (pertama === undefined || terakhir === undefined) {
    throw new RangeError("Perjalanan tanpa etape");
  }
  return { tanggal_berangkat: pertama.berangkat, tanggal_kembali: terakhir.kembali };
}

/**
 * Looks for what keeps the legs from being one trip: each returns on or after it departs, each begins on the day the one
 * before it ends or the next (a longer gap would pay for days that belong to no leg), the whole lasts at most 366 days,
 * and the kind of trip fits: out of town leaves the city, in town does not.
 *
 * @param etape legs with dates that exist, in the order of travel
 */
export function periksaEtape(jenis: JenisPerjalanan, etape: readonly Etape[]): GalatEtape[] {
  const galat: GalatEtape[] = [];
  for (const [i, ini] of etape.entries()) {
    const sebelum = etape[i - 1];
    if (ini.kembali < ini.berangkat) {
      galat.push({ kode: "KEMBALI_SEBELUM_BERANGKAT", etape: i, kolom: "kembali" });
    }
    if (sebelum !== undefined && ini.berangkat < sebelum.kembali) {
      galat.push({ kode: "ETAPE_TIDAK_URUT", etape: i, kolom: "berangkat" });
    } else if (sebelum !== undefined && ini.berangkat > tambahHari(sebelum.kembali, 1)) {
      galat.push({ kode: "ETAPE_TERPUTUS", etape: i, kolom: "berangkat" });
    }
  }
  if (galat.length === 0 && etape.length > 0) {
    const { tanggal_berangkat, tanggal_kembali } = rentangPerjalanan(etape);
    if (hitungHari(tanggal_berangkat, tanggal_kembali) > LAMA_TERPANJANG) {
      galat.push({ kode: "PERJALANAN_TERLALU_LAMA", etape: etape.length - 1, kolom: "kembali" });
    }
  }
  const keluar = etape.findIndex((ini) => !satuKota(ini.asal_kode, ini.tujuan_kode));
  if (jenis === "luar_kota" && keluar === -1 && etape.length > 0) {
    galat.push({ kode: "JENIS_TIDAK_SESUAI", etape: 0, kolom: "tujuan_kode" });
  }
  if ((jenis === "dalam_kota_lebih_8jam" || jenis === "dalam_kota_sd_8jam") && keluar !== -1) {
    galat.push({ kode: "JENIS_TIDAK_SESUAI", etape: keluar, kolom: "tujuan_kode" });
  }
  return galat;
}
