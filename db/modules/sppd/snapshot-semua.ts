import * as z from "zod";
import type { JenisDokumen } from "./rules/jenis-dokumen.ts";
import { skemaSpd, skemaSuratTugas } from "./snapshot.ts";
import {
  skemaAdendum,
  skemaKuitansi,
  skemaLaporan,
  skemaPembatalan,
  skemaPengeluaranRiil,
  skemaRincianBiaya,
} from "./snapshot-spj.ts";

/** The snapshot of each kind of document. */
const skema = {
  surat_tugas: skemaSuratTugas,
  spd: skemaSpd,
  adendum: skemaAdendum,
  kuitansi: skemaKuitansi,
  laporan: skemaLaporan,
  rincian_biaya: skemaRincianBiaya,
  pengeluaran_riil: skemaPengeluaranRiil,
  pembatalan: skemaPembatalan,
} satisfies Record<JenisDokumen, z.ZodType>;

/** Any snapshot that a document is rendered from. */
export const skemaSnapshot = z.discriminatedUnion("jenis", [
  skema.surat_tugas,
  skema.spd,
  skema.adendum,
  skema.kuitansi,
  skema.laporan,
  skema.rincian_biaya,
  skema.pengeluaran_riil,
  skema.pembatalan,
]);
export type Snapshot = z.infer<typeof skemaSnapshot>;
