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
  nip_label: "Sebutan nomor pelaksana: NIP, NI PPPK, atau Nomor Induk",
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
    penandatangan_nip_label: "Sebutan nomor penandatangan: NIP, NI PPPK, atau Nomor Induk",
    tembusan: "Butir-butir tembusan, satu paragraf tiap butir",
  },
  spd: {
    ...umum,
    lembar_ke: "Lembar ke",
    kode_no: "Kode No.",
    ppk_nama: "Nama Pejabat Pembuat Komitmen",
    ppk_nip: "NIP Pejabat Pembuat Komitmen",
    ppk_nip_label: "Sebutan nomor Pejabat Pembuat Komitmen",
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
  rincian_biaya: {
    ...umum,
    tanggal_spd: "Tanggal SPD, yang nomornya `nomor`",
    nomor_surat_tugas: "Nomor Surat Tugas",
    tanggal_surat_tugas: "Tanggal Surat Tugas",
    ditetapkan: "Jumlah yang ditetapkan: Rp4.340.000",
    jumlah: "Jumlah setelah potongan",
    terbilang: "Jumlah setelah potongan dengan huruf",
    uang_muka: "Yang telah dibayar semula",
    sisa: "Sisa: Kurang Rp1.340.000, Lebih Rp200.000, atau Nihil",
    ppk_nama: "Nama Pejabat Pembuat Komitmen",
    ppk_nip: "NIP Pejabat Pembuat Komitmen",
    ppk_nip_label: "Sebutan nomor Pejabat Pembuat Komitmen",
    bendahara_nama: "Nama Bendahara Pengeluaran",
    bendahara_nip: "NIP Bendahara Pengeluaran",
    bendahara_nip_label: "Sebutan nomor Bendahara Pengeluaran",
  },
} as const;

/**
 * Lists of a letter, and what is said of each entry. A row of a table that opens one (`{{#pelaksana}}`) and closes it (`{{/pelaksana}}`) is
 * there once for each of its entries; beside their own placeholders it may hold those of the letter.
 */
export const DAFTAR_PENANDA = {
  surat_tugas: {
    pelaksana: {
      no: "Nomor urut: 1",
      nama: "Nama pelaksana",
      nip: "NIP pelaksana",
      nip_label: "Sebutan nomor pelaksana: NIP, NI PPPK, atau Nomor Induk",
      pangkat_golongan: "Pangkat dan golongan pelaksana",
      jabatan: "Jabatan pelaksana",
    },
  },
  spd: {
    pengikut: {
      no: "Nomor urut: 1",
      nama: "Nama pengikut",
      tanggal_lahir: "Tanggal lahir pengikut",
      keterangan: "Keterangan, misalnya hubungan keluarga",
    },
  },
  rincian_biaya: {
    biaya: {
      no: "Nomor urut: 1",
      uraian: "Uraian biaya",
      hitungan: "Hitungannya, bila ada: 3 hari × Rp530.000",
      jumlah: "Jumlah yang diakui",
      keterangan: "Keterangan, misalnya bukti terlampir",
    },
    potongan: { uraian: "Pajak yang dipotong", jumlah: "Jumlah potongan" },
  },
} as const satisfies Record<keyof typeof PENANDA, Readonly<Record<string, Readonly<Record<string, string>>>>>;

/** Kinds of letters that may have a template. */
export type JenisTemplat = keyof typeof PENANDA;

/** What stands between double braces in running text: also what nobody knows. */
export function cariPenanda(teks: string): string[] {
  return [...teks.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, nama = ""]) => nama);
}

/** What is said of each entry of a list; undefined where letters of this kind have no such list. */
export function penandaDaftar(jenis: JenisTemplat, daftar: string): Readonly<Record<string, string>> | undefined {
  return Object.entries<Readonly<Record<string, string>>>(DAFTAR_PENANDA[jenis]).find(([nama]) => nama === daftar)?.[1];
}

/**
 * The placeholders that letters of this kind do not have, each once, in the order of the text: of the letter itself, or of a row for each of
 * a list. Marks of a list are known in such a row alone, so that one which is not closed in its row is among them.
 */
export function penandaTakDikenal(
  jenis: JenisTemplat,
  penanda: readonly string[],
  daftar: string | null = null,
): string[] {
  const isi = daftar === null ? undefined : penandaDaftar(jenis, daftar);
  const dikenal = (nama: string) =>
    Object.hasOwn(PENANDA[jenis], nama) ||
    (isi !== undefined && (Object.hasOwn(isi, nama) || nama === `#${daftar}` || nama === `/${daftar}`));
  return [...new Set(penanda)].filter((nama) => !dikenal(nama));
}
