import { formatTanggal } from "../../../../db/modules/sppd/rules/tanggal.ts";
import type { Spd, SuratTugas } from "../../../../db/modules/sppd/snapshot.ts";
import { susunSebutanPpk } from "./spd.isi.ts";

/** Label and what is already known; an empty value is a dotted line to be filled in by hand. */
export type BarisVisum = [label: string, isi: string];

/** One stop: who saw the traveller arrive (left) and leave (right). The first block has no arrival. */
export interface BlokVisum {
  nomor: string;
  tiba: BarisVisum[] | null;
  berangkat: BarisVisum[];
}

/** What a visum is made of: an SPD has it on its back, the Surat Tugas of a trip without SPDs as its annex. */
export interface DasarVisum extends Pick<
  Spd,
  "tempat_berangkat" | "tempat_tujuan" | "tanggal_berangkat" | "etape" | "blok_visum" | "ppk"
> {
  /** What is said above it, of the letter that it belongs to. */
  readonly rujukan: string;
  /** Who is responsible for that letter. */
  readonly penerbit: string;
}

/** The visum on the back of an SPD. */
export function visumSpd(spd: Spd): DasarVisum {
  return { ...spd, rujukan: `Halaman 2 SPD Nomor ${spd.nomor}`, penerbit: "PPK yang menerbitkan SPD" };
}

/** The visum of a Surat Tugas without SPDs; null where there are some. */
export function visumSuratTugas(surat: SuratTugas): DasarVisum | null {
  if (surat.visum === undefined) return null;
  const { tempat_tujuan, tanggal_berangkat } = surat;
  return {
    ...surat.visum,
    tempat_tujuan,
    tanggal_berangkat,
    rujukan: `Lampiran Surat Tugas Nomor ${surat.nomor}`,
    penerbit: "Pejabat yang menerbitkan Surat Tugas, PPK",
  };
}

/** The words on the back of an SPD, once for both formats. */
export interface IsiVisum {
  rujukan: string;
  blok: BlokVisum[];
  penutup: { nomor: string; tiba: BarisVisum[]; keterangan: string; sebutanPpk: string[] };
  catatan: { nomor: string; judul: string };
  perhatian: { nomor: string; judul: string; teks: string };
}

const ROMAWI = ["I.", "II.", "III.", "IV.", "V.", "VI.", "VII.", "VIII."];

/**
 * Words the back page. Places are filled in from the legs; dates of arrival and departure are not, because the
 * officials at each place attest them by hand. Only the first departure is the order's own. Stops beyond the last
 * block are left to the remarks, as on the printed form.
 */
export function susunIsiVisum(visum: DasarVisum): IsiVisum {
  const perjalanan = susunPersinggahan(visum);
  const jumlahBlok = visum.blok_visum;
  const blok = Array.from({ length: jumlahBlok - 1 }, (_, urut): BlokVisum => {
    if (urut === 0) {
      return {
        nomor: romawi(0),
        tiba: null,
        berangkat: [
          ["Berangkat dari", visum.tempat_berangkat],
          ["(Tempat Kedudukan)", " "],
          ["Ke", perjalanan[0]?.tempat ?? ""],
          ["Pada tanggal", formatTanggal(visum.tanggal_berangkat)],
          ["Kepala", ""],
        ],
      };
    }
    const singgah = perjalanan[urut - 1];
    return {
      nomor: romawi(urut),
      tiba: [
        ["Tiba di", singgah?.tempat ?? ""],
        ["Pada tanggal", ""],
        ["Kepala", ""],
      ],
      berangkat: [
        ["Berangkat dari", singgah?.tempat ?? ""],
        ["Ke", singgah?.berikut ?? ""],
        ["Pada tanggal", ""],
        ["Kepala", ""],
      ],
    };
  });
  return {
    rujukan: visum.rujukan,
    blok,
    penutup: {
      nomor: romawi(jumlahBlok - 1),
      tiba: [
        ["Tiba di", visum.tempat_berangkat],
        ["(Tempat Kedudukan)", " "],
        ["Pada tanggal", ""],
      ],
      keterangan:
        "Telah diperiksa dengan keterangan bahwa perjalanan tersebut atas perintahnya dan semata-mata untuk " +
        "kepentingan jabatan dalam waktu yang sesingkat-singkatnya.",
      sebutanPpk: susunSebutanPpk(visum),
    },
    catatan: { nomor: romawi(jumlahBlok), judul: "Catatan Lain-lain" },
    perhatian: {
      nomor: romawi(jumlahBlok + 1),
      judul: "PERHATIAN",
      teks:
        `${visum.penerbit}, pegawai yang melakukan perjalanan dinas, para pejabat yang mengesahkan tanggal ` +
        "berangkat/tiba, serta bendahara pengeluaran bertanggung jawab berdasarkan peraturan-peraturan Keuangan " +
        "Negara apabila negara menderita rugi akibat kesalahan, kelalaian, dan kealpaannya.",
    },
  };
}

/** The places visited in order, each with the next one; a last leg home is not a stop but the closing block. */
function susunPersinggahan(visum: DasarVisum): { tempat: string; berikut: string }[] {
  const asal = visum.etape[0]?.dari ?? visum.tempat_berangkat;
  const tujuan = visum.etape.map((etape) => etape.ke);
  const terakhir = tujuan.at(-1);
  if (terakhir === asal || terakhir === visum.tempat_berangkat) tujuan.pop();
  const tempat = tujuan.length > 0 ? tujuan : [visum.tempat_tujuan];
  return tempat.map((nama, urut) => ({ tempat: nama, berikut: tempat[urut + 1] ?? visum.tempat_berangkat }));
}

function romawi(urut: number): string {
  return ROMAWI[urut] ?? `${urut + 1}.`;
}
