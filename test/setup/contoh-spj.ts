import type {
  Adendum,
  Kuitansi,
  Laporan,
  Pembatalan,
  PengeluaranRiil,
  RincianBiaya,
} from "../../db/modules/sppd/snapshot-spj.ts";
import { contohSpd, contohSuratTugas } from "./contoh-dokumen.ts";

const { kop, verifikasi, maksud, tempat_tujuan, tanggal_berangkat, tanggal_kembali } = contohSuratTugas;
const [pelaksana = { nama: "", nip: null, nip_label: "NIP", pangkat_golongan: null, jabatan: "" }] =
  contohSuratTugas.pelaksana;
const perjalanan = {
  versi: 1 as const,
  nomor: contohSpd.nomor,
  tanggal: "2026-04-20",
  tempat: "Semarang",
  kop,
  maksud,
  tempat_tujuan,
  tanggal_berangkat,
  tanggal_kembali,
  surat_tugas: { nomor: contohSuratTugas.nomor, tanggal: contohSuratTugas.tanggal },
  verifikasi,
};
const perOrang = { ...perjalanan, pelaksana, spd: { nomor: contohSpd.nomor, tanggal: contohSpd.tanggal } };
const { ppk } = contohSpd;
const bendahara = { nama: "Endang Lestari, S.E.", nip: "198611142012122002" };
const atasan = {
  sebutan: ["Dekan,"],
  nama: "Prof. Dr. Ir. Bambang Wicaksono, M.T.",
  nip: "196807151993031002",
};

/** The settlement of {@link contohSpd} as E1 of the acceptance scenarios counts it: 4,340,000, of which 3,000,000 was advanced. */
export const contohRincian: RincianBiaya = {
  jenis: "rincian_biaya",
  ...perOrang,
  baris: [
    {
      komponen: "uang_harian",
      uraian: "Uang harian DKI Jakarta",
      hitungan: { kuantitas: 3, satuan: "hari", tarif: 530_000 },
      jumlah: 1_590_000,
      keterangan: "",
    },
    {
      komponen: "penginapan",
      uraian: "Penginapan DKI Jakarta",
      hitungan: { kuantitas: 2, satuan: "malam", tarif: 700_000 },
      jumlah: 1_400_000,
      keterangan: "Kuitansi hotel",
    },
    {
      komponen: "transpor",
      uraian: "Kereta api Semarang Tawang–Gambir pulang pergi",
      hitungan: null,
      jumlah: 820_000,
      keterangan: "Tiket",
    },
    {
      komponen: "taksi",
      uraian: "Taksi Kota Semarang",
      hitungan: { kuantitas: 2, satuan: "kali", tarif: 105_000 },
      jumlah: 210_000,
      keterangan: "Pengeluaran riil",
    },
    {
      komponen: "taksi",
      uraian: "Taksi DKI Jakarta",
      hitungan: { kuantitas: 2, satuan: "kali", tarif: 160_000 },
      jumlah: 320_000,
      keterangan: "Pengeluaran riil",
    },
  ],
  potongan: [],
  uang_muka: 3_000_000,
  ppk,
  bendahara,
};

/** What {@link contohRincian} has no proof of. */
export const contohRiil: PengeluaranRiil = {
  jenis: "pengeluaran_riil",
  ...perOrang,
  baris: [
    { uraian: "Taksi Kota Semarang (rumah–Stasiun Tawang, pulang pergi)", jumlah: 210_000 },
    { uraian: "Taksi DKI Jakarta (Stasiun Gambir–hotel, pulang pergi)", jumlah: 320_000 },
  ],
  ppk,
};

/** The receipt of the advance. */
export const contohUangMuka: Kuitansi = {
  jenis: "kuitansi",
  ...perOrang,
  tanggal: "2026-04-10",
  sifat: "uang_muka",
  tahun_anggaran: 2026,
  nomor_bukti: "UM-0041/2026",
  mata_anggaran: "524111",
  terima_dari: "Kuasa Pengguna Anggaran Universitas Serambi Nusantara",
  jumlah: 3_000_000,
  pelunasan: null,
  ppk,
  bendahara,
};

/** The receipt of the settled trip. */
export const contohKuitansi: Kuitansi = {
  ...contohUangMuka,
  tanggal: "2026-04-24",
  sifat: "rampung",
  nomor_bukti: null,
  jumlah: 4_340_000,
  pelunasan: { uang_muka: 3_000_000, potongan: [], ntpn: null },
};

/** The traveller's report. */
export const contohLaporan: Laporan = {
  jenis: "laporan",
  ...perOrang,
  isi: {
    pendahuluan:
      "Kurikulum berbasis luaran mulai berlaku pada tahun akademik 2026/2027.\nProgram studi perlu menyelaraskan " +
      "profil lulusan dan capaian pembelajarannya dengan pedoman yang baru.",
    kegiatan: [
      {
        tanggal: "2026-04-13",
        uraian: "Tiba di Jakarta; pembukaan dan pemaparan pedoman oleh Direktorat Pembelajaran.",
      },
      { tanggal: "2026-04-14", uraian: "Lokakarya penyusunan matriks capaian pembelajaran per mata kuliah." },
      { tanggal: "2026-04-15", uraian: "Penyajian hasil tiap program studi; kembali ke Semarang." },
    ],
    hasil: "Matriks capaian pembelajaran 52 mata kuliah.\nDaftar mata kuliah yang perlu diubah bobotnya.",
    kesimpulan: "Kurikulum program studi selaras dengan pedoman pada 47 dari 52 mata kuliah.",
    saran: "Lima mata kuliah diubah sebelum rapat kerja bulan Juni 2026.",
  },
  foto: [
    { nama: "pembukaan.jpg", keterangan: "Pembukaan lokakarya, 13 April 2026" },
    { nama: "penyajian.jpg", keterangan: "Penyajian hasil" },
  ],
  lampiran: ["Materi paparan Direktorat Pembelajaran", "Sertifikat peserta"],
  atasan,
};

/** The statements under which the order is cancelled, with a ticket that nobody gives back. */
export const contohPembatalan: Pembatalan = {
  jenis: "pembatalan",
  ...perjalanan,
  nomor: contohSuratTugas.nomor,
  tanggal: "2026-04-11",
  pelaksana: [{ ...pelaksana, spd: perOrang.spd }],
  alasan: "yang bersangkutan ditugaskan mendampingi visitasi akreditasi yang tidak dapat ditunda",
  atasan: { ...atasan, jabatan: "Dekan Fakultas Teknik" },
  ppk,
  instansi: "Universitas Serambi Nusantara",
  beban_anggaran: "DIPA Universitas Serambi Nusantara Tahun Anggaran 2026, akun 524111",
  biaya: [{ uraian: "Tiket kereta api Semarang Tawang–Gambir, biaya pembatalan 25 %", jumlah: 102_500 }],
};

/** The extension of the order by one day. */
export const contohAdendum: Adendum = {
  jenis: "adendum",
  ...perjalanan,
  nomor: contohSuratTugas.nomor,
  tanggal: "2026-04-15",
  ke: 1,
  pelaksana: [pelaksana],
  perubahan: [
    { hal: "Waktu", semula: "13 s.d. 15 April 2026", menjadi: "13 s.d. 16 April 2026" },
    { hal: "Lama", semula: "3 (tiga) hari", menjadi: "4 (empat) hari" },
  ],
  alasan: "penyajian hasil diundur satu hari oleh panitia",
  penandatangan: atasan,
};
