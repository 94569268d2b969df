import { formatTanggal } from "../../../../db/modules/sppd/rules/tanggal.ts";
import type { Adendum } from "../../../../db/modules/sppd/snapshot-spj.ts";
import { kata, type KolomLembar, type Lembar } from "./lembar.ts";
import { kepalaLembar, sambungkan, susunBlok, tempatTanggal } from "./rincian-biaya.isi.ts";
import { sebutNip } from "./surat-tugas.isi.ts";
import { atauStrip } from "./teks.ts";

const KOLOM_PELAKSANA: KolomLembar[] = [
  { kepala: "No.", lebar: 24, rata: "center" },
  { kepala: "Nama", lebar: 180, rata: "left" },
  { kepala: "NIP", lebar: 118, rata: "left" },
  { kepala: "Jabatan", lebar: 150, rata: "left" },
];
const KOLOM_PERUBAHAN: KolomLembar[] = [
  { kepala: "Hal", lebar: 92, rata: "left" },
  { kepala: "Semula", lebar: 190, rata: "left" },
  { kepala: "Menjadi", lebar: 190, rata: "left" },
];

/** Words an addendum of a Surat Tugas; `adendum` must have been cleaned. */
export function susunIsiAdendum(adendum: Adendum): Lembar {
  const { surat_tugas } = adendum;
  const ke = romawi(adendum.ke);
  return {
    ...kepalaLembar(adendum, `Adendum ${ke} Surat Tugas ${surat_tugas.nomor}`),
    isi: [
      {
        jenis: "judul",
        teks: `ADENDUM ${ke} SURAT TUGAS`,
        rujukan: [`Nomor: ${surat_tugas.nomor}`],
      },
      {
        jenis: "paragraf",
        kata: kata(
          `Surat Tugas Nomor ${surat_tugas.nomor} tanggal ${formatTanggal(surat_tugas.tanggal)} untuk ` +
            `${sambungkan(adendum.maksud)} kepada:`,
        ),
      },
      {
        jenis: "tabel",
        kolom: KOLOM_PELAKSANA,
        baris: adendum.pelaksana.map((orang, urut) => [
          `${urut + 1}.`,
          orang.nama,
          sebutNip(orang.nip_label === "NIP" ? "" : orang.nip_label, orang.nip).trim(),
          atauStrip(orang.jabatan),
        ]),
        akhir: [],
      },
      { jenis: "paragraf", kata: kata("diubah sebagai berikut:") },
      {
        jenis: "tabel",
        kolom: KOLOM_PERUBAHAN,
        baris: adendum.perubahan.map(({ hal, semula, menjadi }) => [hal, semula, menjadi]),
        akhir: [],
      },
      { jenis: "paragraf", kata: kata(`Alasan perubahan: ${adendum.alasan}`) },
      {
        jenis: "paragraf",
        kata: kata(
          "Ketentuan lain dalam Surat Tugas tersebut tetap berlaku. Adendum ini merupakan bagian yang tidak " +
            "terpisahkan dari Surat Tugas dimaksud.",
        ),
      },
      {
        jenis: "penutup",
        kanan: susunBlok([tempatTanggal(adendum), ...adendum.penandatangan.sebutan], adendum.penandatangan),
      },
    ],
  };
}

const ANGKA_ROMAWI: readonly [number, string][] = [
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

function romawi(nilai: number): string {
  const besar = ANGKA_ROMAWI.find(([angka]) => angka <= nilai);
  return besar === undefined ? "" : besar[1] + romawi(nilai - besar[0]);
}
