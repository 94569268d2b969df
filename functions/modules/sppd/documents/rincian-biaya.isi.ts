import { KOMPONEN_BIAYA } from "../../../../db/modules/sppd/rules/komponen.ts";
import { formatRentang, formatTanggal } from "../../../../db/modules/sppd/rules/tanggal.ts";
import { formatRupiah, terbilangRupiah } from "../../../../db/modules/sppd/rules/terbilang.ts";
import type { Pejabat } from "../../../../db/modules/sppd/snapshot.ts";
import type { PengeluaranRiil, RincianBiaya } from "../../../../db/modules/sppd/snapshot-spj.ts";
import { kata, type BagianLembar, type BlokLembar, type Kata, type KolomLembar, type Lembar } from "./lembar.ts";
import { sebutNip, sebutNipPejabat } from "./surat-tugas.isi.ts";
import { atauStrip } from "./teks.ts";

const KOLOM_RINCIAN: KolomLembar[] = [
  { kepala: "No.", lebar: 24, rata: "center" },
  { kepala: "Perincian Biaya", lebar: 236, rata: "left" },
  { kepala: "Jumlah", lebar: 86, rata: "right" },
  { kepala: "Keterangan", lebar: 110, rata: "left" },
];
const KOLOM_RIIL: KolomLembar[] = [
  { kepala: "No.", lebar: 24, rata: "center" },
  { kepala: "Uraian", lebar: 330, rata: "left" },
  { kepala: "Jumlah", lebar: 100, rata: "right" },
];

/** The letter that a traveller's papers belong to: their SPD, or the Surat Tugas of a trip without one. */
export function suratPelaksana({ spd, surat_tugas }: Pick<RincianBiaya, "spd" | "surat_tugas">) {
  return spd === null ? { sebutan: "Surat Tugas", ...surat_tugas } : { sebutan: "SPD", ...spd };
}

/** Words a Rincian Biaya with its Perhitungan SPD Rampung (travel orders, 3.2.3); `rincian` must have been cleaned. */
export function susunIsiRincian(rincian: RincianBiaya): Lembar {
  const { pelaksana } = rincian;
  const surat = suratPelaksana(rincian);
  const ditetapkan = jumlahkan(rincian.baris);
  const bersih = ditetapkan - jumlahkan(rincian.potongan);
  const baris = urutkanKomponen(rincian.baris);
  return {
    ...kepalaLembar(rincian, `Rincian Biaya ${surat.sebutan} ${surat.nomor}`),
    isi: [
      { jenis: "judul", teks: "RINCIAN BIAYA PERJALANAN DINAS", rujukan: [] },
      {
        jenis: "pasangan",
        label: 118,
        baris: [
          [`Lampiran ${surat.sebutan} Nomor`, kata(surat.nomor)],
          ["Tanggal", kata(formatTanggal(surat.tanggal))],
          ["Nama", kata(pelaksana.nama)],
          ["Tempat tujuan", kata(rincian.tempat_tujuan)],
          ["Waktu", kata(formatRentang(rincian.tanggal_berangkat, rincian.tanggal_kembali))],
        ],
      },
      {
        jenis: "tabel",
        kolom: KOLOM_RINCIAN,
        baris: baris.map((satu, urut) => [
          `${urut + 1}.`,
          sebutBiaya(satu),
          formatRupiah(satu.jumlah),
          satu.keterangan,
        ]),
        akhir: [
          ["", "Jumlah", formatRupiah(ditetapkan), ""],
          ...rincian.potongan.map(({ uraian, jumlah }) => ["", uraian, `(${formatRupiah(jumlah)})`, ""]),
          ...(rincian.potongan.length === 0 ? [] : [["", "Jumlah setelah potongan", formatRupiah(bersih), ""]]),
        ],
      },
      terbilangkan(bersih),
      {
        jenis: "tandaTangan",
        kiri: susunBlok(["Telah dibayar sejumlah", formatRupiah(bersih), "Bendahara Pengeluaran,"], rincian.bendahara),
        kanan: susunBlok(
          [tempatTanggal(rincian), "Telah menerima jumlah uang sebesar", formatRupiah(bersih), "Yang Menerima,"],
          pelaksana,
        ),
      },
      { jenis: "garis" },
      {
        jenis: "anakJudul",
        teks: rincian.spd === null ? "PERHITUNGAN RAMPUNG" : "PERHITUNGAN SPD RAMPUNG",
        tengah: true,
      },
      {
        jenis: "pasangan",
        label: 168,
        letak: "angka",
        baris: [
          ["Ditetapkan sejumlah", kata(formatRupiah(ditetapkan))],
          ...rincian.potongan.map(({ uraian, jumlah }): [string, Kata] => [uraian, kata(formatRupiah(jumlah))]),
          ["Yang telah dibayar semula", kata(formatRupiah(rincian.uang_muka))],
          ["Sisa kurang/lebih", { teks: sebutSisa(bersih - rincian.uang_muka), tebal: true }],
        ],
      },
      { jenis: "penutup", kanan: susunBlok(["Pejabat Pembuat Komitmen,"], rincian.ppk) },
    ],
  };
}

/** Words a Daftar Pengeluaran Riil (travel orders, 3.2.4); `daftar` must have been cleaned. */
export function susunIsiPengeluaranRiil(daftar: PengeluaranRiil): Lembar {
  const { pelaksana } = daftar;
  const surat = suratPelaksana(daftar);
  const lengkap = daftar.spd === null ? surat.sebutan : "Surat Perjalanan Dinas (SPD)";
  const jumlah = jumlahkan(daftar.baris);
  return {
    ...kepalaLembar(daftar, `Daftar Pengeluaran Riil ${surat.sebutan} ${surat.nomor}`),
    isi: [
      { jenis: "judul", teks: "DAFTAR PENGELUARAN RIIL", rujukan: [] },
      { jenis: "paragraf", kata: kata("Yang bertanda tangan di bawah ini:") },
      susunIdentitas(pelaksana),
      {
        jenis: "paragraf",
        kata: kata(
          `berdasarkan ${lengkap} Nomor ${surat.nomor} tanggal ${formatTanggal(surat.tanggal)}, dengan ` +
            "ini menyatakan dengan sesungguhnya bahwa:",
        ),
      },
      {
        jenis: "butir",
        tanda: "1.",
        teks:
          "Biaya transpor pegawai dan/atau biaya penginapan di bawah ini yang tidak dapat diperoleh bukti-bukti " +
          "pengeluarannya, meliputi:",
      },
      {
        jenis: "tabel",
        kolom: KOLOM_RIIL,
        baris: daftar.baris.map((satu, urut) => [`${urut + 1}.`, satu.uraian, formatRupiah(satu.jumlah)]),
        akhir: [["", "Jumlah", formatRupiah(jumlah)]],
      },
      terbilangkan(jumlah),
      {
        jenis: "butir",
        tanda: "2.",
        teks:
          "Jumlah uang tersebut pada angka 1 di atas benar-benar dikeluarkan untuk pelaksanaan perjalanan dinas " +
          "dimaksud, dan apabila di kemudian hari terdapat kelebihan atas pembayaran, saya bersedia menyetorkan " +
          "kelebihan tersebut ke Kas Negara.",
      },
      {
        jenis: "paragraf",
        kata: kata("Demikian pernyataan ini dibuat dengan sebenarnya, untuk dipergunakan sebagaimana mestinya."),
      },
      {
        jenis: "tandaTangan",
        kiri: susunBlok(["Mengetahui/Menyetujui", "Pejabat Pembuat Komitmen,"], daftar.ppk),
        kanan: susunBlok([tempatTanggal(daftar), daftar.spd === null ? "Pelaksana," : "Pelaksana SPD,"], pelaksana),
      },
      { jenis: "penutup", kanan: null },
    ],
  };
}

/** What a paper's file is called, and its letterhead and verification as they are in the snapshot. */
export function kepalaLembar(
  snapshot: Pick<Lembar, "tanggal" | "kop" | "verifikasi">,
  judul: string,
): Omit<Lembar, "isi"> {
  return { judul, tanggal: snapshot.tanggal, kop: snapshot.kop, verifikasi: snapshot.verifikasi };
}

/** A signature block. */
export function susunBlok(atas: readonly string[], orang: Pejabat): BlokLembar {
  return { atas, nama: orang.nama, nip: sebutNipPejabat(orang) };
}

/** Name, number, rank and post, as statements begin. */
function susunIdentitas(orang: {
  nama: string;
  nip: string | null;
  nip_label: string;
  pangkat_golongan: string | null;
  jabatan: string;
}): BagianLembar {
  return {
    jenis: "pasangan",
    label: 118,
    baris: [
      ["Nama", kata(orang.nama)],
      [orang.nip_label, kata(sebutNip("", orang.nip).trim())],
      ["Pangkat/Golongan", kata(atauStrip(orang.pangkat_golongan))],
      ["Jabatan", kata(atauStrip(orang.jabatan))],
    ],
  };
}

/** A purpose inside a sentence: "Mengikuti lokakarya" becomes "mengikuti lokakarya", "FGD kurikulum" stays. */
export function sambungkan(maksud: string): string {
  return /^\p{Lu}\p{Ll}/u.test(maksud) ? maksud.charAt(0).toLowerCase() + maksud.slice(1) : maksud;
}

/** "Semarang, 20 April 2026" */
export function tempatTanggal({ tempat, tanggal }: { tempat: string; tanggal: string }): string {
  return `${tempat}, ${formatTanggal(tanggal)}`;
}

/** The sum of what the rows come to. */
export function jumlahkan(baris: readonly { jumlah: number }[]): number {
  return baris.reduce((sejauh, { jumlah }) => sejauh + jumlah, 0);
}

function terbilangkan(jumlah: number): BagianLembar {
  return { jenis: "paragraf", kata: { teks: `Terbilang: ${terbilangRupiah(jumlah)}`, miring: true } };
}

/** The lines as the statement has them: by component. */
export function urutkanKomponen(baris: RincianBiaya["baris"]): RincianBiaya["baris"] {
  return baris.toSorted((a, b) => KOMPONEN_BIAYA.indexOf(a.komponen) - KOMPONEN_BIAYA.indexOf(b.komponen));
}

function sebutBiaya({ uraian, hitungan }: RincianBiaya["baris"][number]): string {
  return hitungan === null ? uraian : `${uraian}: ${sebutHitungan(hitungan)}`;
}

/** How an amount came about: "9 hari × Rp530.000", without a place to break at: "9 hari ×" at the end of a line is no sum. */
export function sebutHitungan(hitungan: NonNullable<RincianBiaya["baris"][number]["hitungan"]>): string {
  return `${hitungan.kuantitas}\u00a0${hitungan.satuan}\u00a0×\u00a0${formatRupiah(hitungan.tarif)}`;
}

/** What is still to be paid ("Kurang Rp1.340.000"), to be paid back ("Lebih …"), or neither. */
export function sebutSisa(sisa: number): string {
  if (sisa === 0) return "Nihil";
  return sisa > 0 ? `Kurang ${formatRupiah(sisa)}` : `Lebih ${formatRupiah(-sisa)}`;
}
