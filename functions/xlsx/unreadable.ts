import { Permanent } from "../runner/job.ts";

/** Why a workbook is not read; the code is what its job fails with, and what people are told. */
export type UnreadableCode =
  | "BERKAS_BUKAN_XLSX"
  | "BERKAS_TERSANDI"
  | "BERKAS_BERMAKRO"
  | "BERKAS_BERBAHAYA"
  | "BERKAS_RUSAK"
  | "BERKAS_TERLALU_BESAR"
  | "KOLOM_TERLALU_BANYAK"
  | "LEMBAR_TIDAK_ADA";

/** Refuses a workbook: nothing that is tried again will read it. */
export function unreadable(code: UnreadableCode, cause?: unknown): Permanent {
  return new Permanent(code, { cause });
}
