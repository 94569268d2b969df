import * as z from "zod";

/** Jobs of the archive: their names and what their payloads carry. Their handlers are in `functions/modules/arsip`. */
export const jobs = {
  /** Moves every order that may go, some at a time. */
  jalankan: { name: "arsip.jalankan", payload: z.strictObject({ hari: z.iso.date() }) },
} as const;
