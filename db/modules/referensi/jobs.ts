import * as z from "zod";

/** Jobs of the reference data: their names and what their payloads carry. Their handlers are in `functions/modules/referensi`. */
export const jobs = {
  /** Looks at every row of an uploaded table of tariffs, and says of each what would become of it. */
  imporTarif: { name: "referensi.impor_tarif", payload: z.strictObject({ impor_id: z.uuid() }) },
} as const;
