import { formatLama, formatTanggal } from "../../../../db/modules/sppd/rules/tanggal.ts";
import type { Spd } from "../../../../db/modules/sppd/snapshot.ts";
import { sebutNip } from "./surat-tugas.isi.ts";
import { atauStrip } from "./teks.ts";

/** One line of an item: its letter where the item has several, the printed label, and the value line by line. */
export interface BarisIsian {
  huruf: string | null;
  label: string;
  isi: string[];
}

/** One of the ten numbered items on the front of an SPD. */
export type ButirSpd =
  | { jenis: "isian"; nomor: string; baris: BarisIsian[] }
  | { jenis: "pengikut"; nomor: string; kepala: [string, string, string]; baris: [string, string, string][] };

/** The words on the front of an SPD, once for both formats. */
export interface IsiSpd {
  rujukan: [string, string][];
  judul: string;
  butir: ButirSpd[];
  catatan: string;
  dikeluarkan: [string, string][];
  sebutanPpk: string[];
}

/** The form always shows this many rows for followers (PMK 113/PMK.05/2012, appendix). */
const BARIS_PENGIKUT = 5;

/** Words the front page in the order and wording of the regulation's form; `spd` must have been cleaned. */
export function susunIsiSpd(spd: Spd): IsiSpd {
  const { pelaksana } = spd;
  return {
    rujukan: [
      ["Lembar ke", spd.lembar_ke],
      ["Kode No.", spd.kode_no],
      ["Nomor", spd.nomor],
    ],
    judul: "SURAT PERJALANAN DINAS (SPD)",
    butir: [
      isian(1, [null, "Pejabat Pembuat Komitmen", spd.ppk.nama]),
      isian(2, [
        null,
        "Nama/NIP Pegawai yang melaksanakan perjalanan dinas",
        pelaksana.nama,
        sebutNip(pelaksana.nip_label, pelaksana.nip),
      ]),
      isian(
        3,
        ["a.", "Pangkat dan Golongan", atauStrip(pelaksana.pangkat_golongan)],
        ["b.", "Jabatan/Instansi", [pelaksana.jabatan, pelaksana.instansi].filter((teks) => teks !== "").join(" / ")],
        ["c.", "Tingkat Biaya Perjalanan Dinas", pelaksana.tingkat_biaya],
      ),
      isian(4, [null, "Maksud Perjalanan Dinas", spd.maksud]),
      isian(5, [null, "Alat angkutan yang dipergunakan", spd.alat_angkut]),
      isian(6, ["a.", "Tempat berangkat", spd.tempat_berangkat], ["b.", "Tempat tujuan", spd.tempat_tujuan]),
      isian(
        7,
        ["a.", "Lamanya perjalanan dinas", formatLama(spd.lama_hari)],
        ["b.", "Tanggal berangkat", formatTanggal(spd.tanggal_berangkat)],
        ["c.", "Tanggal harus kembali/tiba di tempat baru *)", formatTanggal(spd.tanggal_kembali)],
      ),
      susunPengikut(spd),
      isian(
        9,
        [null, "Pembebanan Anggaran"],
        ["a.", "Instansi", spd.pembebanan.instansi],
        ["b.", "Akun", spd.pembebanan.akun],
      ),
      isian(10, [
        null,
        "Keterangan lain-lain",
        `Surat Tugas Nomor ${spd.surat_tugas.nomor} tanggal ${formatTanggal(spd.surat_tugas.tanggal)}`,
        ...(spd.keterangan_lain === "" ? [] : [spd.keterangan_lain]),
      ]),
    ],
    catatan: "*) coret yang tidak perlu",
    dikeluarkan: [
      ["Dikeluarkan di", spd.tempat],
      ["Tanggal", formatTanggal(spd.tanggal)],
    ],
    sebutanPpk: susunSebutanPpk(spd),
  };
}

/** The office under which the PPK named on an SPD signs it, on its front as on its back: who stands in for them says so. */
export function susunSebutanPpk({ ppk }: Pick<Spd, "ppk">): string[] {
  return ppk.sebutan ?? ["Pejabat Pembuat Komitmen,"];
}

function isian(nomor: number, ...baris: [string | null, string, ...string[]][]): ButirSpd {
  return {
    jenis: "isian",
    nomor: `${nomor}.`,
    baris: baris.map(([huruf, label, ...isi]) => ({ huruf, label, isi })),
  };
}

function susunPengikut(spd: Spd): ButirSpd {
  const baris = Array.from({ length: BARIS_PENGIKUT }, (_, urut): [string, string, string] => {
    const orang = spd.pengikut[urut];
    if (orang === undefined) return [`${urut + 1}.`, "", ""];
    const lahir = orang.tanggal_lahir === null ? "-" : formatTanggal(orang.tanggal_lahir);
    return [`${urut + 1}. ${orang.nama}`, lahir, orang.keterangan];
  });
  return { jenis: "pengikut", nomor: "8.", kepala: ["Pengikut : Nama", "Tanggal Lahir", "Keterangan"], baris };
}
