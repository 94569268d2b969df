import type { Spd, SuratTugas } from "../../db/modules/sppd/snapshot.ts";

const kop = {
  baris: ["KEMENTERIAN PENDIDIKAN TINGGI, SAINS, DAN TEKNOLOGI", "UNIVERSITAS SERAMBI NUSANTARA", "FAKULTAS TEKNIK"],
  alamat: "Jalan Kampus Raya Nomor 1, Tembalang, Semarang 50275",
  kontak: "Telepon (024) 7600001 · Laman ft.usn.example · Surel ft@usn.example",
};
const verifikasi = { kode: "K7QM-4XPA-92TD", url: "https://serambi.example/verify/K7QM4XPA92TD" };

/** A Surat Tugas as a faculty issues it, for one traveller; the tests change what they are about. */
export const contohSuratTugas: SuratTugas = {
  jenis: "surat_tugas",
  versi: 1,
  nomor: "012/ST/FT/IV/2026",
  tanggal: "2026-04-08",
  tempat: "Semarang",
  kop,
  menimbang: [
    "bahwa dalam rangka pengembangan kurikulum program studi perlu mengikuti lokakarya penyelarasan kurikulum;",
    "bahwa yang namanya tercantum dalam surat tugas ini dipandang mampu melaksanakan tugas tersebut;",
  ],
  dasar: ["Surat undangan Direktorat Pembelajaran Nomor 0456/E2/DT.00.01/2026 tanggal 30 Maret 2026."],
  pelaksana: [
    {
      nama: "Dr. Ratna Puspitasari, S.T., M.Eng.",
      nip: "198503122010122003",
      nip_label: "NIP",
      pangkat_golongan: "Penata Tk. I, III/d",
      jabatan: "Lektor pada Program Studi Teknik Informatika",
    },
  ],
  maksud: "Mengikuti Lokakarya Penyelarasan Kurikulum Berbasis Luaran di Jakarta",
  tempat_tujuan: "Hotel Merdeka, Kota Jakarta Pusat",
  tanggal_berangkat: "2026-04-13",
  tanggal_kembali: "2026-04-15",
  beban_anggaran: "DIPA Fakultas Teknik Tahun Anggaran 2026, akun 524111",
  penandatangan: {
    sebutan: ["Dekan,"],
    nama: "Prof. Dr. Ir. Bambang Wicaksono, M.T.",
    nip: "196807151993031002",
  },
  tembusan: ["Rektor Universitas Serambi Nusantara", "Kepala Bagian Tata Usaha Fakultas Teknik"],
  verifikasi,
};

/** The SPD that belongs to {@link contohSuratTugas}, with two followers. */
export const contohSpd: Spd = {
  jenis: "spd",
  versi: 1,
  nomor: "009/SPD/FT/IV/2026",
  lembar_ke: "1",
  kode_no: "524111",
  tanggal: "2026-04-09",
  tempat: "Semarang",
  kop,
  ppk: { nama: "Siti Nurhaliza Rahmawati, S.E., M.Si.", nip: "197902282005012001" },
  pelaksana: {
    nama: "Dr. Ratna Puspitasari, S.T., M.Eng.",
    nip: "198503122010122003",
    nip_label: "NIP",
    pangkat_golongan: "Penata Tk. I, III/d",
    jabatan: "Lektor pada Program Studi Teknik Informatika",
    instansi: "Universitas Serambi Nusantara",
    tingkat_biaya: "C",
  },
  maksud: "Mengikuti Lokakarya Penyelarasan Kurikulum Berbasis Luaran di Jakarta",
  alat_angkut: "Pesawat udara dan kendaraan umum",
  tempat_berangkat: "Kota Semarang",
  tempat_tujuan: "Kota Jakarta Pusat",
  etape: [
    { dari: "Kota Semarang", ke: "Kota Jakarta Pusat", berangkat: "2026-04-13", tiba: "2026-04-13" },
    { dari: "Kota Jakarta Pusat", ke: "Kota Semarang", berangkat: "2026-04-15", tiba: "2026-04-15" },
  ],
  lama_hari: 3,
  tanggal_berangkat: "2026-04-13",
  tanggal_kembali: "2026-04-15",
  pengikut: [
    { nama: "Bagas Adi Nugroho", tanggal_lahir: "2014-05-02", keterangan: "Anak" },
    { nama: "Ayu Lestari", tanggal_lahir: "1987-11-20", keterangan: "Istri" },
  ],
  pembebanan: { instansi: "Fakultas Teknik Universitas Serambi Nusantara", akun: "524111" },
  keterangan_lain: "",
  surat_tugas: { nomor: "012/ST/FT/IV/2026", tanggal: "2026-04-08" },
  blok_visum: 5,
  verifikasi,
};
