/**
 * What orders wait for, each a queue that somebody works off. `saya`: my decision. Steps of those who issue, of the PPK and of the
 * treasurer: `surat_tugas`, `spd`, `pembatalan` (to be confirmed), `pemeriksaan` (of costs), `rampung` (to be validated), `pembayaran`. My own
 * trips: `perbaikan` (returned to me), `kembali` (I am to say that I am back), `laporan` (report and costs). `terlambat`: reports that are
 * overdue, of whoever I may see.
 */
export const ANTREAN = [
  "saya",
  "surat_tugas",
  "spd",
  "pembatalan",
  "pemeriksaan",
  "rampung",
  "pembayaran",
  "perbaikan",
  "kembali",
  "laporan",
  "terlambat",
] as const;
export type Antrean = (typeof ANTREAN)[number];
