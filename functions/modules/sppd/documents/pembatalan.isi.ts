import { formatTanggal } from "../../../../db/modules/sppd/rules/tanggal.ts";
import { formatRupiah, terbilangRupiah } from "../../../../db/modules/sppd/rules/terbilang.ts";
import type { Pejabat } from "../../../../db/modules/sppd/snapshot.ts";
import type { Pembatalan } from "../../../../db/modules/sppd/snapshot-spj.ts";
import { kata, type BagianLembar, type KolomLembar, type Lembar } from "./lembar.ts";
import { jumlahkan, kepalaLembar, sambungkan, susunBlok, tempatTanggal } from "./rincian-biaya.isi.ts";
import { sebutLabel, sebutNip } from "./surat-tugas.isi.ts";
import { atauStrip } from "./teks.ts";

const KOLOM_PELAKSANA: KolomLembar[] = [
  { kepala: "No.", lebar: 24, rata: "center" },
  { kepala: "Nama", lebar: 128, rata: "left" },
  { kepala: "NIP", lebar: 122, rata: "left" },
  { kepala: "Jabatan", lebar: 106, rata: "left" },
  { kepala: "Nomor SPD", lebar: 104, rata: "left" },
];
const KOLOM_BIAYA: KolomLembar[] = [
  { kepala: "No.", lebar: 24, rata: "center" },
  { kepala: "Uraian", lebar: 330, rata: "left" },
  { kepala: "Jumlah", lebar: 100, rata: "right" },
];
const DEMIKIAN =
  "Demikian surat pernyataan ini dibuat dengan sebenarnya dan apabila di kemudian hari ternyata surat pernyataan ini " +
  "tidak benar, saya bertanggung jawab penuh dan bersedia diproses sesuai dengan ketentuan hukum yang berlaku.";

/**
 * Words the statements of a cancellation after issue: the superior's on the first page and, where costs remain, the PPK's
 * on the second; `pembatalan` must have been cleaned.
 */
export function susunIsiPembatalan(pembatalan: Pembatalan): Lembar {
  const { atasan, surat_tugas } = pembatalan;
  const suratTugas = `Surat Tugas Nomor ${surat_tugas.nomor} tanggal ${formatTanggal(surat_tugas.tanggal)}`;
  return {
    ...kepalaLembar(pembatalan, `Pernyataan Pembatalan ${surat_tugas.nomor}`),
    isi: [
      { jenis: "judul", teks: "SURAT PERNYATAAN PEMBATALAN TUGAS PERJALANAN DINAS JABATAN", rujukan: [] },
      { jenis: "paragraf", kata: kata("Yang bertanda tangan di bawah ini:") },
      susunPenyata(atasan, atasan.jabatan),
      {
        jenis: "paragraf",
        kata: kata(
          `menyatakan dengan sesungguhnya bahwa perjalanan dinas jabatan berdasarkan ${suratTugas} atas nama:`,
        ),
      },
      susunPelaksana(pembatalan),
      {
        jenis: "paragraf",
        kata: kata(
          `untuk ${sambungkan(pembatalan.maksud)} di ${pembatalan.tempat_tujuan}, dibatalkan atau tidak dapat dilaksanakan ` +
            `disebabkan: ${pembatalan.alasan}`,
        ),
      },
      {
        jenis: "paragraf",
        kata: kata(
          "Sehubungan dengan pembatalan tersebut, pelaksanaan perjalanan dinas tidak dapat digantikan oleh " +
            "pejabat/pegawai lain.",
        ),
      },
      { jenis: "paragraf", kata: kata(DEMIKIAN) },
      {
        jenis: "penutup",
        kanan: susunBlok([tempatTanggal(pembatalan), "Yang membuat pernyataan,", ...atasan.sebutan], atasan),
      },
      ...(pembatalan.biaya.length === 0 ? [] : susunPembebanan(pembatalan, suratTugas)),
    ],
  };
}

function susunPembebanan(pembatalan: Pembatalan, suratTugas: string): BagianLembar[] {
  const jumlah = jumlahkan(pembatalan.biaya);
  return [
    { jenis: "halamanBaru" },
    {
      jenis: "judul",
      teks: "SURAT PERNYATAAN PEMBEBANAN BIAYA PEMBATALAN PERJALANAN DINAS JABATAN",
      rujukan: [],
    },
    { jenis: "paragraf", kata: kata("Yang bertanda tangan di bawah ini:") },
    susunPenyata(pembatalan.ppk, `Pejabat Pembuat Komitmen ${pembatalan.instansi}`),
    {
      jenis: "paragraf",
      kata: kata(`menyatakan dengan sesungguhnya bahwa perjalanan dinas jabatan berdasarkan ${suratTugas} atas nama:`),
    },
    susunPelaksana(pembatalan),
    {
      jenis: "paragraf",
      kata: kata(
        "dibatalkan sesuai dengan Surat Pernyataan Pembatalan Tugas Perjalanan Dinas Jabatan tanggal " +
          `${formatTanggal(pembatalan.tanggal)}. Berkenaan dengan pembatalan tersebut, biaya di bawah ini telah ` +
          "terlanjur dibayarkan dan tidak dapat dikembalikan (refund) sebagian atau seluruhnya:",
      ),
    },
    {
      jenis: "tabel",
      kolom: KOLOM_BIAYA,
      baris: pembatalan.biaya.map((satu, urut) => [`${urut + 1}.`, satu.uraian, formatRupiah(satu.jumlah)]),
      akhir: [["", "Jumlah", formatRupiah(jumlah)]],
    },
    { jenis: "paragraf", kata: { teks: `Terbilang: ${terbilangRupiah(jumlah)}`, miring: true } },
    {
      jenis: "paragraf",
      kata: kata(
        `sehingga dibebankan pada ${pembatalan.beban_anggaran}. Apabila di kemudian hari terdapat kelebihan pembebanan ` +
          "biaya, kelebihan tersebut akan disetorkan ke Kas Negara.",
      ),
    },
    { jenis: "paragraf", kata: kata(DEMIKIAN) },
    {
      jenis: "penutup",
      kanan: susunBlok(
        [tempatTanggal(pembatalan), "Yang membuat pernyataan,", "Pejabat Pembuat Komitmen,"],
        pembatalan.ppk,
      ),
    },
  ];
}

function susunPenyata(pejabat: Pejabat, jabatan: string): BagianLembar {
  return {
    jenis: "pasangan",
    label: 118,
    baris: [
      ["Nama", kata(pejabat.nama)],
      [sebutLabel(pejabat), kata(sebutNip("", pejabat.nip).trim())],
      ["Jabatan", kata(jabatan)],
    ],
  };
}

function susunPelaksana({ pelaksana }: Pembatalan): BagianLembar {
  return {
    jenis: "tabel",
    kolom: KOLOM_PELAKSANA,
    baris: pelaksana.map((orang, urut) => [
      `${urut + 1}.`,
      orang.nama,
      sebutNip(orang.nip_label === "NIP" ? "" : orang.nip_label, orang.nip).trim(),
      atauStrip(orang.jabatan),
      atauStrip(orang.spd?.nomor ?? null),
    ]),
    akhir: [],
  };
}
