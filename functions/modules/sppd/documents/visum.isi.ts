import { formatTanggal } from "../../../../db/modules/sppd/rules/tanggal.ts";
import type { Spd } from "../../../../db/modules/sppd/snapshot.ts";
import { susunSebutanPpk } from "./spd.isi.ts";

/** Label and what is already known; an empty value is a dotted line to be filled in by hand. */
export type BarisVisum = [label: string, isi: string];

/** One stop: who saw the traveller arrive (left) and leave (right). The first block has no arrival. */
export interface BlokVisum {
  nomor: string;
  tiba: BarisVisum[] | null;
  berangkat: BarisVisum[];
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
export function susunIsiVisum(spd: Spd): IsiVisum {
  const perjalanan = susunPersinggahan(spd);
  const jumlahBlok = spd.blok_visum;
  const blok = Array.from({ length: jumlahBlok - 1 }, (_, urut): BlokVisum => {
    if (urut === 0) {
      return {
        nomor: romawi(0),
        tiba: null,
        berangkat: [
          ["Berangkat dari", spd.tempat_berangkat],
          ["(Tempat Kedudukan)", " "],
          ["Ke", perjalanan[0]?.tempat ?? ""],
          ["Pada tanggal", formatTanggal(spd.tanggal_berangkat)],
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
    rujukan: `Halaman 2 SPD Nomor ${spd.nomor}`,
    blok,
    penutup: {
      nomor: romawi(jumlahBlok - 1),
      tiba: [
        ["Tiba di", spd.tempat_berangkat],
        ["(Tempat Kedudukan)", " "],
        ["Pada tanggal", ""],
      ],
      keterangan:
        "Telah diperiksa dengan keterangan bahwa perjalanan tersebut atas perintahnya dan semata-mata untuk " +
        "kepentingan jabatan dalam waktu yang sesingkat-singkatnya.",
      sebutanPpk: susunSebutanPpk(spd),
    },
    catatan: { nomor: romawi(jumlahBlok), judul: "Catatan Lain-lain" },
    perhatian: {
      nomor: romawi(jumlahBlok + 1),
      judul: "PERHATIAN",
      teks:
        "PPK yang menerbitkan SPD, pegawai yang melakukan perjalanan dinas, para pejabat yang mengesahkan tanggal " +
        "berangkat/tiba, serta bendahara pengeluaran bertanggung jawab berdasarkan peraturan-peraturan Keuangan " +
        "Negara apabila negara menderita rugi akibat kesalahan, kelalaian, dan kealpaannya.",
    },
  };
}

/** The places visited in order, each with the next one; a last leg home is not a stop but the closing block. */
function susunPersinggahan(spd: Spd): { tempat: string; berikut: string }[] {
  const asal = spd.etape[0]?.dari ?? spd.tempat_berangkat;
  const tujuan = spd.etape.map((etape) => etape.ke);
  const terakhir = tujuan.at(-1);
  if (terakhir === asal || terakhir === spd.tempat_berangkat) tujuan.pop();
  const tempat = tujuan.length > 0 ? tujuan : [spd.tempat_tujuan];
  return tempat.map((nama, urut) => ({ tempat: nama, berikut: tempat[urut + 1] ?? spd.tempat_berangkat }));
}

function romawi(urut: number): string {
  return ROMAWI[urut] ?? `${urut + 1}.`;
}
