/** A travel order as it is asked for, with everything that one may say: three days from Semarang to Jakarta by train. */
export const exampleOrder = {
  maksud: "Mengikuti rapat koordinasi kurikulum nasional",
  jenis_perjalanan: "luar_kota",
  kategori: "biasa",
  unit_id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b",
  pelaksana: ["0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6c"],
  etape: [
    {
      asal_kode: "33.74",
      tujuan_kode: "31.71",
      tempat: "Hotel Borobudur",
      berangkat: "2026-04-13",
      kembali: "2026-04-15",
      alat_angkut: "kereta_api",
      kelas: "Eksekutif",
    },
  ],
  pengikut: [{ nama: "Bagas Adi Nugroho", tanggal_lahir: "2014-05-02", keterangan: "Anak" }],
  dasar: { nomor: "0451/E1/TU/2026", tanggal: "2026-03-30", perihal: "Undangan rapat koordinasi" },
  anggaran_id: "0199a2c4-9c20-7e53-9d5c-7d3f40516c7d",
  biaya: {
    transpor: [{ uraian: "Kereta Semarang-Jakarta pulang pergi", jumlah: 820_000 }],
    penginapan_per_malam: 700_000,
    taksi: [
      { provinsi_kode: "33", kali: 2 },
      { provinsi_kode: "31", kali: 2, tarif: 160_000 },
    ],
    dibiayai_penyelenggara: ["sewa"],
    tempat_sah: { alasan: "cuti", transpor_dari_kedudukan: 1_500_000 },
  },
} as const;
