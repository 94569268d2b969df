/** Every kind of document of an order, in the order in which they come to be, and what it is called. */
export const NAMA_DOKUMEN = {
  surat_tugas: { id: "Surat Tugas", en: "Surat Tugas (order to travel)" },
  spd: { id: "Surat Perjalanan Dinas (SPD)", en: "Surat Perjalanan Dinas (travel order, SPD)" },
  adendum: { id: "Adendum Surat Tugas", en: "Adendum (addendum to the Surat Tugas)" },
  kuitansi: { id: "Kuitansi", en: "Kuitansi (receipt)" },
  laporan: { id: "Laporan Perjalanan Dinas", en: "Laporan Perjalanan Dinas (trip report)" },
  rincian_biaya: { id: "Rincian Biaya Perjalanan Dinas", en: "Rincian Biaya (statement of costs)" },
  pengeluaran_riil: { id: "Daftar Pengeluaran Riil", en: "Daftar Pengeluaran Riil (list of costs without proof)" },
  pembatalan: { id: "Surat Pernyataan Pembatalan", en: "Surat Pernyataan Pembatalan (statement of cancellation)" },
} as const;

/** A kind of document. */
export type JenisDokumen = keyof typeof NAMA_DOKUMEN;

/** Every kind, for schemas. */
export const JENIS_DOKUMEN = Object.keys(NAMA_DOKUMEN) as [JenisDokumen, ...JenisDokumen[]];
