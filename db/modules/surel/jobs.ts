import * as z from "zod";

/** Jobs of mails: their names and what their payloads carry. Their handlers are in `functions/modules/surel`. */
export const jobs = {
  /** Sends recorded mails one after the other, each once. */
  kirim: {
    name: "surel.kirim",
    payload: z.strictObject({ surel_ids: z.array(z.uuid()).min(1) }),
  },
  /** Records the digests of one of the institution's days. */
  ringkasan: {
    name: "surel.ringkasan",
    payload: z.strictObject({ hari: z.iso.date() }),
  },
} as const;
