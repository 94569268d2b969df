import * as z from "zod";
import { dapatDicetak } from "../../../db/modules/pegawai/rules/teks.ts";

/** A line of text that letters and tables can print. */
export const text = z.string().trim().min(1).max(200).refine(dapatDicetak, "KARAKTER_TERLARANG");
