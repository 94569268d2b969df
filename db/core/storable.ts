import * as z from "zod";

/** The largest number that an `integer` column holds: no whole number in a request that is kept in one may exceed it. */
export const largestInteger = 2_147_483_647;

/** Whether a column takes a text: Postgres takes no NUL, and half of a surrogate pair would be stored as another character. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && !/\p{Cs}/u.test(text);
}

/** A date in a request, `YYYY-MM-DD`: one that exists, in a year that Postgres knows (it has no year zero). Code: TANGGAL_TIDAK_SAH. */
export function calendarDate() {
  return z.iso
    .date({ error: ({ input }) => (input === undefined || input === null ? "WAJIB_DIISI" : "TANGGAL_TIDAK_SAH") })
    .refine((date) => !date.startsWith("0000"), "TANGGAL_TIDAK_SAH");
}
