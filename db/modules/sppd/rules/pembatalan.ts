import type * as z from "zod";
import { daftar, id, isian, rupiah, teks } from "./isian.ts";

/**
 * A cancellation after the issue as it is asked for: why, the signed statement (Surat Pernyataan Pembatalan) where somebody below asks,
 * and what of the costs nobody gives back, each with its proof (domain, §2.2).
 */
export const pembatalan = isian({
  alasan: teks(10, 1000),
  berkas_id: id.optional(),
  biaya: daftar(
    isian({
      pegawai_id: id,
      uraian: teks(3, 200),
      jumlah: rupiah.refine((jumlah) => jumlah > 0, "NILAI_TIDAK_SAH"),
      berkas_id: id,
    }),
    0,
    50,
  ).default([]),
});
export type Pembatalan = z.output<typeof pembatalan>;
