import type * as z from "zod";
import { daftar, isian, tanggal, teks } from "./isian.ts";

/** An arrival or a departure, with the official who stamped it, as the back of an SPD has it. */
const tiba = isian({ di: teks(1, 200), tanggal, pejabat: teks(1, 150) });
const berangkat = isian({ dari: teks(1, 200), ke: teks(1, 200), tanggal, pejabat: teks(1, 150).optional() });

/**
 * The visum of one traveller: the boxes I to VI of the back page in their order (domain, §3.2.2). The first says the departure alone,
 * the last the arrival back home; each between both, as far as it was stamped. Days never go back (`VISUM_TIDAK_URUT`).
 */
export const visum = isian({
  baris: daftar(
    isian({ tiba: tiba.optional(), berangkat: berangkat.optional() }).refine(
      (baris) => baris.tiba !== undefined || baris.berangkat !== undefined,
      "WAJIB_DIISI",
    ),
    0,
    6,
  ),
}).superRefine(({ baris }, ctx) => {
  let terakhir = "";
  for (const [nomor, satu] of baris.entries()) {
    for (const kolom of ["tiba", "berangkat"] as const) {
      const hari = satu[kolom]?.tanggal;
      if (hari === undefined) continue;
      if (hari < terakhir) {
        ctx.addIssue({ code: "custom", message: "VISUM_TIDAK_URUT", path: ["baris", nomor, kolom, "tanggal"] });
      }
      terakhir = hari;
    }
  }
});
export type Visum = z.output<typeof visum>;
