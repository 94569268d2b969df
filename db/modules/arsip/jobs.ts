import * as z from "zod";

const payload = z.strictObject({ hari: z.iso.date() });

/** Jobs of the archive: their names and what their payloads carry. Their handlers are in `functions/modules/arsip`. */
export const jobs = {
  /** Moves every order that may go, some at a time. */
  jalankan: { name: "arsip.jalankan", payload },
  /** Has the files of old documents lie compressed, some at a time. */
  mampatkan: { name: "arsip.mampatkan", payload },
  /** Sums up old activity, some people at a time. */
  ringkas: { name: "arsip.ringkas", payload },
} as const;

/** What may be run out of turn, by the name that it is asked for with. */
export const runs = { perjalanan: jobs.jalankan, dokumen: jobs.mampatkan, catatan: jobs.ringkas } as const;
