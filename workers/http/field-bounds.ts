import type * as z from "zod";
import type { Language } from "../../db/core/problem.ts";

type Told = Readonly<Record<Language, (bound: string) => string>>;

/** What a person is told of a bound, by what it bounds: how long a text is, how large a number, how many entries a list has. */
const least: Readonly<Record<string, Told>> = {
  string: {
    id: (bound) => `Tulis sekurangnya ${bound} karakter.`,
    en: (bound) => `Write at least ${bound} characters.`,
  },
  number: { id: (bound) => `Paling kecil ${bound}.`, en: (bound) => `At least ${bound}.` },
  array: { id: (bound) => `Isi sekurangnya ${bound} baris.`, en: (bound) => `Give at least ${bound} entries.` },
};
const most: Readonly<Record<string, Told>> = {
  string: {
    id: (bound) => `Tulis paling banyak ${bound} karakter.`,
    en: (bound) => `Write at most ${bound} characters.`,
  },
  number: { id: (bound) => `Paling besar ${bound}.`, en: (bound) => `At most ${bound}.` },
  array: { id: (bound) => `Isi paling banyak ${bound} baris.`, en: (bound) => `Give at most ${bound} entries.` },
};
const required: Readonly<Record<Language, string>> = { id: "Wajib diisi.", en: "Required." };

/** What a person is told of a value beyond the bound that its schema names; undefined where the schema names none that a person reads. */
export function tellBound(issue: z.core.$ZodIssue, language: Language): string | undefined {
  if (issue.code !== "too_small" && issue.code !== "too_big") return undefined;
  const [told, bound] = issue.code === "too_small" ? [least, issue.minimum] : [most, issue.maximum];
  const origin = issue.origin === "int" || issue.origin === "bigint" ? "number" : issue.origin;
  // "More than 0" and the like is said by no schema of ours but for whole numbers, where it is one more.
  if (issue.inclusive === false) return undefined;
  if (origin === "string" && issue.code === "too_small" && Number(bound) === 1) return required[language];
  return told[origin]?.[language](new Intl.NumberFormat(language).format(bound));
}
