/**
 * What an institution may write into its own Word templates, between double braces (`{{nomor}}`), by the kind of letter. A template
 * changes the DOCX; the issued document, the PDF, keeps the platform's layout.
 */
const umum = {
  nomor: "Nomor surat",
  tanggal: "Tanggal surat: 13 April 2026",
  tempat: "Kota tempat surat ditandatangani",
  maksud: "Maksud perjalanan",
  tempat_tujuan: "Tempat tujuan",
  waktu: "Rentang tanggal: 13 s.d. 15 April 2026",
  tanggal_berangkat: "Tanggal berangkat",
  tanggal_kembali: "Tanggal harus kembali",
  lama: "Lamanya: 3 (tiga) hari",
  nama: "Nama pelaksana; pada Surat Tugas semuanya, dipisah titik koma",
  nip: "NIP pelaksana; pada Surat Tugas semuanya, dipisah titik koma",
  pangkat_golongan: "Pangkat dan golongan pelaksana",
  jabatan: "Jabatan pelaksana",
  kode_verifikasi: "Kode verifikasi",
  alamat_verifikasi: "Alamat verifikasi",
  qr: "Gambar kode QR verifikasi",
} as const;

export const PENANDA = {
  surat_tugas: {
    ...umum,
    menimbang: "Butir-butir menimbang, satu paragraf tiap butir",
    dasar: "Butir-butir dasar, satu paragraf tiap butir",
    tabel_pelaksana: "Tabel pelaksana: No., Nama, NIP, Pangkat/Gol., Jabatan",
    beban_anggaran: "Beban anggaran",
    penandatangan_sebutan: "Jabatan penandatangan, satu paragraf tiap baris",
    penandatangan_nama: "Nama penandatangan",
    penandatangan_nip: "NIP penandatangan",
    tembusan: "Butir-butir tembusan, satu paragraf tiap butir",
  },
  spd: {
    ...umum,
    lembar_ke: "Lembar ke",
    kode_no: "Kode No.",
    ppk_nama: "Nama Pejabat Pembuat Komitmen",
    ppk_nip: "NIP Pejabat Pembuat Komitmen",
    instansi: "Instansi pelaksana",
    tingkat_biaya: "Tingkat biaya perjalanan dinas",
    alat_angkut: "Alat angkutan",
    tempat_berangkat: "Tempat berangkat",
    tabel_pengikut: "Tabel pengikut: Nama, Tanggal Lahir, Keterangan",
    pembebanan_instansi: "Pembebanan anggaran: instansi",
    pembebanan_akun: "Pembebanan anggaran: akun",
    keterangan_lain: "Keterangan lain-lain",
    nomor_surat_tugas: "Nomor Surat Tugas",
    tanggal_surat_tugas: "Tanggal Surat Tugas",
  },
} as const;

/** Kinds of letters that may have a template. */
export type JenisTemplat = keyof typeof PENANDA;

/** What stands between double braces in running text: also what nobody knows. */
export function cariPenanda(teks: string): string[] {
  return [...teks.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, nama = ""]) => nama);
}

/** The placeholders that letters of this kind do not have, each once, in the order of the text. */
export function penandaTakDikenal(jenis: JenisTemplat, penanda: readonly string[]): string[] {
  return [...new Set(penanda)].filter((nama) => !Object.hasOwn(PENANDA[jenis], nama));
}
