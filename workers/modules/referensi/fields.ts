import * as z from "zod";
import { dapatDicetak } from "../../../db/modules/pegawai/rules/teks.ts";

/** A year in a query. */
export const tahun = z.coerce
  .number()
  .int()
  .min(2020)
  .max(2100)
  .meta({ examples: [2026] });

/** A line of text that letters and tables can print. */
export const text = z.string().trim().min(1).max(200).refine(dapatDicetak, "KARAKTER_TERLARANG");
