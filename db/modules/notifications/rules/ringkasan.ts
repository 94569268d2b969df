import * as z from "zod";

/** What a mail tells somebody of what they have not read; `tulisNotifikasi` writes each in words. */
export const digest = z.object({
  /** Everything unread, however old. */
  belum_dibaca: z.number().int(),
  /** The newest of it since the mail before, newest first; none: there is nothing to write about. */
  terbaru: z.array(
    z.object({
      kode: z.string(),
      data: z.record(z.string(), z.unknown()),
      tautan: z.string().nullable(),
      dibuat: z.string(),
    }),
  ),
});
