import * as z from "zod";
import { searchWords } from "../../../core/search-words.ts";
import { dapatDicetak } from "../rules/teks.ts";

/** The filter of a list for words that stand in its rows: as many as are looked for, or what is wrong with them. */
export function wordsFilter(said: { readonly description: string; readonly examples: readonly string[] }) {
  return z
    .string()
    .max(100)
    .refine(dapatDicetak, "KARAKTER_TERLARANG")
    .meta({ ...said, examples: [...said.examples] })
    .transform((text, context) => {
      const words = searchWords(text);
      if (!words) context.addIssue({ code: "custom", message: "PENCARIAN_TERLALU_PENDEK" });
      return words ?? [];
    });
}
