import type { UnitSpec } from "../institution-spec.ts";

/** Units of the demo university: two faculties with their study programmes, and the bureaus; parents come first. */
export const UNIT_UNIVERSITAS: readonly UnitSpec[] = [
  { kode: "USN", nama: "Universitas Serambi Nusantara", jenis: "institusi", kode_surat: "UN.77" },
  { kode: "BKU", nama: "Biro Keuangan dan Umum", jenis: "biro", induk: "USN", kode_surat: "UN.77.B1" },
  { kode: "BAK", nama: "Biro Akademik dan Kemahasiswaan", jenis: "biro", induk: "USN", kode_surat: "UN.77.B2" },
  {
    kode: "FT",
    nama: "Fakultas Teknik",
    jenis: "fakultas",
    induk: "USN",
    kode_surat: "UN.77.1",
    kop_baris: ["FAKULTAS TEKNIK"],
  },
  { kode: "FT-IF", nama: "Program Studi Informatika", jenis: "prodi", induk: "FT" },
  { kode: "FT-TS", nama: "Program Studi Teknik Sipil", jenis: "prodi", induk: "FT" },
  { kode: "FT-TE", nama: "Program Studi Teknik Elektro", jenis: "prodi", induk: "FT" },
  { kode: "FT-TU", nama: "Bagian Tata Usaha Fakultas Teknik", jenis: "bagian", induk: "FT" },
  {
    kode: "FK",
    nama: "Fakultas Kedokteran",
    jenis: "fakultas",
    induk: "USN",
    kode_surat: "UN.77.2",
    kop_baris: ["FAKULTAS KEDOKTERAN"],
  },
  { kode: "FK-PD", nama: "Program Studi Pendidikan Dokter", jenis: "prodi", induk: "FK" },
  { kode: "FK-KP", nama: "Program Studi Keperawatan", jenis: "prodi", induk: "FK" },
  { kode: "FK-TU", nama: "Bagian Tata Usaha Fakultas Kedokteran", jenis: "bagian", induk: "FK" },
];

/** Where people of the demo university go: the city and, in it, who receives them. */
export const TUJUAN_DEMO: readonly { readonly kode: string; readonly tempat: string }[] = [
  { kode: "31.71", tempat: "Kementerian Pendidikan Tinggi, Sains, dan Teknologi, Jakarta" },
  { kode: "31.74", tempat: "Badan Riset dan Inovasi Nasional, Jakarta" },
  { kode: "32.73", tempat: "Institut Teknologi Bandung, Bandung" },
  { kode: "32.71", tempat: "IPB University, Bogor" },
  { kode: "34.04", tempat: "Universitas Gadjah Mada, Sleman" },
  { kode: "34.71", tempat: "Dinas Kesehatan Kota Yogyakarta, Yogyakarta" },
  { kode: "35.78", tempat: "Institut Teknologi Sepuluh Nopember, Surabaya" },
  { kode: "35.73", tempat: "Universitas Brawijaya, Malang" },
  { kode: "33.72", tempat: "Universitas Sebelas Maret, Surakarta" },
  { kode: "51.71", tempat: "Universitas Udayana, Denpasar" },
  { kode: "73.71", tempat: "Universitas Hasanuddin, Makassar" },
  { kode: "12.71", tempat: "Universitas Sumatera Utara, Medan" },
  { kode: "13.71", tempat: "Universitas Andalas, Padang" },
  { kode: "16.71", tempat: "Universitas Sriwijaya, Palembang" },
  { kode: "64.71", tempat: "Institut Teknologi Kalimantan, Balikpapan" },
  { kode: "53.71", tempat: "Universitas Nusa Cendana, Kupang" },
  { kode: "91.71", tempat: "Universitas Cenderawasih, Jayapura" },
];

/** What they go for; each fits "dalam rangka …" on a letter. */
export const MAKSUD_DEMO: readonly string[] = [
  "Menghadiri rapat koordinasi pelaksanaan kurikulum berbasis luaran",
  "Mengikuti lokakarya penyusunan borang akreditasi program studi",
  "Menjadi narasumber seminar nasional sains dan teknologi terapan",
  "Mempresentasikan makalah pada konferensi internasional teknik informatika",
  "Melakukan pengambilan data penelitian kualitas air permukaan",
  "Menghadiri sosialisasi hibah penelitian dan pengabdian kepada masyarakat",
  "Melaksanakan visitasi dan studi banding tata kelola laboratorium",
  "Mengikuti bimbingan teknis pengelolaan keuangan perguruan tinggi",
  "Menandatangani perjanjian kerja sama tridarma perguruan tinggi",
  "Mendampingi mahasiswa pada final kontes robot Indonesia",
  "Melakukan monitoring dan evaluasi praktik kerja lapangan mahasiswa",
  "Menghadiri rapat kerja asosiasi institusi pendidikan kedokteran",
  "Mengikuti pelatihan penulisan artikel jurnal bereputasi",
  "Menjadi penguji eksternal ujian terbuka program doktor",
  "Berkonsultasi mengenai penataan jabatan fungsional dosen",
];
