import * as z from "zod";

/** Jobs of travel orders: their names and what their payloads carry. Their handlers are in `functions/modules/sppd`. */
export const jobs = {
  /** Renders issued documents, PDF and DOCX, and records their hashes. */
  dokumen: {
    name: "sppd.dokumen",
    payload: z.strictObject({ sppd_id: z.uuid(), dokumen_ids: z.array(z.uuid()).min(1).max(50) }),
  },
  /** Renders cancelled documents once more, with DIBATALKAN across them. */
  batal: {
    name: "sppd.batal",
    payload: z.strictObject({ sppd_id: z.uuid(), dokumen_ids: z.array(z.uuid()).min(1).max(100) }),
  },
  /** Departures, returns and reminders of one of the institution's days. */
  hari: { name: "sppd.hari", payload: z.strictObject({ hari: z.iso.date() }) },
  /** Orders that have waited too long in an hour (UTC), which go to the level above. */
  eskalasi: { name: "sppd.eskalasi", payload: z.strictObject({ jam: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}$/) }) },
} as const;
