import type { Snapshot } from "../../db/modules/sppd/snapshot-semua.ts";
import type { Pelaksana, Spd, SuratTugas } from "../../db/modules/sppd/snapshot.ts";
import type { RincianBiaya } from "../../db/modules/sppd/snapshot-spj.ts";
import { contohSpd, contohSuratTugas } from "./contoh-dokumen.ts";
import {
  contohAdendum,
  contohKuitansi,
  contohLaporan,
  contohPembatalan,
  contohRiil,
  contohRincian,
  contohUangMuka,
} from "./contoh-spj.ts";

/**
 * The same papers for an office whose names are long: titles before and behind, three legs, five followers, twelve lines of
 * costs, a number of many parts. Nothing here is absurd: each of it stands on papers that people have signed.
 */
const NAMA =
  "Prof. Dr. Ir. Raden Ajeng Kusumaningrum Adiningrat-Wiryokusumo, S.T., M.T., M.Sc., Ph.D., IPU., ASEAN Eng.";
const JABATAN = "Lektor Kepala pada Program Studi Magister Teknik Sumber Daya Air dan Lingkungan Kepulauan";
const MAKSUD =
  "Mengikuti Lokakarya Nasional Penyelarasan Kurikulum Berbasis Luaran, Penyusunan Matriks Capaian Pembelajaran, dan " +
  "Pendampingan Akreditasi Internasional bagi Program Studi Teknik di Wilayah Indonesia Tengah dan Timur";
const TUJUAN =
  "Kabupaten Kepulauan Siau Tagulandang Biaro, Kota Manado, dan Kabupaten Kepulauan Sangihe Provinsi Sulawesi Utara";
const kop = {
  baris: [
    "KEMENTERIAN PENDIDIKAN TINGGI, SAINS, DAN TEKNOLOGI",
    "UNIVERSITAS SERAMBI NUSANTARA",
    "FAKULTAS TEKNIK SIPIL, PERENCANAAN, DAN LINGKUNGAN",
  ],
  alamat: "Gedung Prof. Sudharto Lantai 4, Jalan Kampus Raya Nomor 1, Tembalang, Kota Semarang, Jawa Tengah 50275",
  kontak: "Telepon (024) 7600001, 7600002 · Laman ftspl.serambi-nusantara.example · Surel tu@ftspl.serambi.example",
};
const suratTugas = { nomor: "ST.1226/UN7.F3.TU/PSL.04.02/B/IV/2026", tanggal: "2026-04-08" };
const spd = { nomor: "SPD.1226/UN7.F3.TU/PSL.04.02/B/IV/2026", tanggal: "2026-04-09" };
const waktu = { tanggal_berangkat: "2026-12-28", tanggal_kembali: "2027-01-05" };
const pelaksana: Pelaksana = {
  nama: NAMA,
  nip: "198503122010122003",
  nip_label: "NIP",
  pangkat_golongan: "Pembina Utama Muda, IV/c",
  jabatan: JABATAN,
};
const ppk = { nama: NAMA.replace("Kusumaningrum", "Siti Nurhaliza"), nip: "197902282005012001" };
const bendahara = { nama: NAMA.replace("Kusumaningrum", "Endang Lestari"), nip: "198611142012122002" };
/** Who stands in for whoever was given the power to sign: the longest capacity that letters know. */
const atasan = {
  sebutan: [
    "a.n. Rektor",
    "Dekan Fakultas Teknik Sipil, Perencanaan, dan Lingkungan",
    "u.b.",
    "Plh. Wakil Dekan Bidang Akademik dan Kemahasiswaan,",
  ],
  nama: NAMA.replace("Kusumaningrum", "Bambang Wicaksono"),
  nip: "196807151993031002",
};
const perjalanan = { kop, maksud: MAKSUD, tempat_tujuan: TUJUAN, surat_tugas: suratTugas, ...waktu };
const perOrang = { ...perjalanan, pelaksana, spd, nomor: spd.nomor };
const URAIAN = [
  "Tiket pesawat udara kelas ekonomi Semarang (SRG)–Jakarta (CGK)–Manado (MDC), Garuda Indonesia GA 231 dan GA 604",
  "Kapal cepat Manado–Tagulandang–Ulu Siau, KM Majestic Kawanua, kelas eksekutif",
  "Kapal feri Ulu Siau–Tahuna, KMP Lokong Banua, termasuk bagasi peralatan ukur",
  "Taksi bandara Jenderal Ahmad Yani Semarang, pulang pergi",
  "Uang harian Sulawesi Utara",
  "Penginapan Kota Manado, Hotel Sintesa Peninsula",
];

/** Twelve lines, as a trip of three legs has them. */
const rincianPanjang: RincianBiaya = {
  ...contohRincian,
  ...perOrang,
  baris: Array.from({ length: 12 }, (_, urut) => ({
    komponen: "transpor" as const,
    uraian: URAIAN[urut % URAIAN.length] ?? "",
    hitungan: urut % 6 > 3 ? { kuantitas: 9, satuan: "hari", tarif: 1_370_000 } : null,
    jumlah: 12_330_000 + urut,
    keterangan: urut % 2 === 0 ? "Tiket, boarding pass, dan kuitansi nomor GA-231-0045/IV/2026" : "Pengeluaran riil",
  })),
  potongan: [{ uraian: "PPh Pasal 21 atas honorarium narasumber (15 %)", jumlah: 450_000 }],
  uang_muka: 118_368_000,
  ppk,
  bendahara,
};

/** A Surat Tugas of `jumlah` travellers. */
export function suratTugasPanjang(jumlah: number): SuratTugas {
  return {
    ...contohSuratTugas,
    ...perjalanan,
    ...suratTugas,
    menimbang: contohSuratTugas.menimbang,
    dasar: [
      "Peraturan Menteri Keuangan Nomor 113/PMK.05/2012 tentang Perjalanan Dinas Dalam Negeri bagi Pejabat Negara, Pegawai Negeri, dan Pegawai Tidak Tetap;",
      "Surat undangan Direktorat Pembelajaran dan Kemahasiswaan Nomor 0456/E2/DT.00.01/2026 tanggal 30 Maret 2026.",
    ],
    pelaksana: Array.from({ length: jumlah }, () => pelaksana),
    beban_anggaran: "DIPA Fakultas Teknik Sipil, Perencanaan, dan Lingkungan Tahun Anggaran 2026, akun 524111",
    penandatangan: atasan,
    tembusan: [
      "Rektor Universitas Serambi Nusantara",
      "Wakil Rektor Bidang Sumber Daya, Perencanaan, dan Keuangan",
      "Kepala Bagian Tata Usaha Fakultas Teknik Sipil, Perencanaan, dan Lingkungan",
    ],
  };
}

const spdPanjang: Spd = {
  ...contohSpd,
  ...perjalanan,
  ...spd,
  ppk: { ...ppk, sebutan: ["a.n. Pejabat Pembuat Komitmen,", "Plh. Kepala Bagian Umum,"] },
  pelaksana: { ...contohSpd.pelaksana, ...pelaksana, instansi: "Fakultas Teknik Sipil, Perencanaan, dan Lingkungan" },
  alat_angkut: "Pesawat udara, kapal laut, dan kendaraan umum",
  etape: [
    ["Kota Semarang", "Kota Manado"],
    ["Kota Manado", "Kabupaten Kepulauan Siau Tagulandang Biaro"],
    ["Kabupaten Kepulauan Siau Tagulandang Biaro", "Kabupaten Kepulauan Sangihe"],
  ].map(([dari = "", ke = ""]) => ({ dari, ke, berangkat: "2026-12-28", tiba: "2026-12-28" })),
  lama_hari: 9,
  pengikut: Array.from({ length: 5 }, (_, urut) => ({
    nama: NAMA.replace("Prof. Dr. Ir. ", "").slice(0, 66),
    tanggal_lahir: `200${urut}-11-20`,
    keterangan: "Anak kandung yang masih menjadi tanggungan",
  })),
  pembebanan: {
    instansi: "Fakultas Teknik Sipil, Perencanaan, dan Lingkungan Universitas Serambi Nusantara",
    akun: "4257.EBA.962.051.0A.524111",
  },
  keterangan_lain:
    "Penginapan di Kabupaten Kepulauan Sangihe ditanggung panitia; surat tugas dibuat sesudah keberangkatan.",
  blok_visum: 6,
};

/** Each paper at its longest, by what it is called. */
export const PANJANG = {
  "Surat Tugas": suratTugasPanjang(1),
  "Surat Tugas of three": suratTugasPanjang(3),
  SPD: spdPanjang,
  "Rincian Biaya": rincianPanjang,
  "Daftar Pengeluaran Riil": {
    ...contohRiil,
    ...perOrang,
    baris: URAIAN.concat(URAIAN).map((uraian) => ({ uraian, jumlah: 1_234_567 })),
    ppk,
  },
  "Kuitansi of an advance": {
    ...contohUangMuka,
    ...perOrang,
    mata_anggaran: "4257.EBA.962.051.0A.524111",
    nomor_bukti: "UM-00411/UN7.F3.TU/KU.02.05/2026",
    jumlah: 118_368_000,
    ppk,
    bendahara,
  },
  Kuitansi: {
    ...contohKuitansi,
    ...perOrang,
    mata_anggaran: "4257.EBA.962.051.0A.524111",
    jumlah: 777_777_777,
    pelunasan: {
      uang_muka: 818_368_000,
      potongan: rincianPanjang.potongan,
      ntpn: "1A2B3C4D5E6F7G8H",
    },
    ppk,
    bendahara,
  },
  report: { ...contohLaporan, ...perOrang, atasan },
  cancellation: {
    ...contohPembatalan,
    ...perjalanan,
    nomor: suratTugas.nomor,
    pelaksana: Array.from({ length: 3 }, () => ({ ...pelaksana, spd })),
    atasan: {
      ...atasan,
      jabatan: "Wakil Dekan Bidang Akademik dan Kemahasiswaan Fakultas Teknik Sipil, Perencanaan, dan Lingkungan",
    },
    ppk,
    instansi: "Fakultas Teknik Sipil, Perencanaan, dan Lingkungan Universitas Serambi Nusantara",
    biaya: URAIAN.map((uraian) => ({ uraian, jumlah: 1_234_567 })),
  },
  addendum: {
    ...contohAdendum,
    ...perjalanan,
    nomor: suratTugas.nomor,
    ke: 18,
    pelaksana: Array.from({ length: 3 }, () => pelaksana),
    perubahan: [
      { hal: "Waktu", semula: "28 Desember 2026 s.d. 5 Januari 2027", menjadi: "28 Desember 2026 s.d. 8 Januari 2027" },
      { hal: "Lama", semula: "9 (sembilan) hari", menjadi: "12 (dua belas) hari" },
      { hal: "Tempat tujuan", semula: TUJUAN, menjadi: `${TUJUAN}, Kabupaten Kepulauan Talaud` },
    ],
    penandatangan: atasan,
  },
} satisfies Record<string, Snapshot>;
