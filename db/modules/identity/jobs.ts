import * as z from "zod";

/** Jobs of identity: their names and what their payloads carry. Their handlers are in `functions/modules/identity`. */
export const jobs = {
  /** Looks at every row of an uploaded file, and says of each what would become of it. */
  imporPeriksa: { name: "identity.impor_periksa", payload: z.strictObject({ impor_id: z.uuid() }) },
  /** Makes people of the rows that were found right, and invites those with an e-mail address. */
  imporSimpan: {
    name: "identity.impor_simpan",
    payload: z.strictObject({ impor_id: z.uuid(), oleh: z.uuid(), undang: z.boolean() }),
  },
} as const;
