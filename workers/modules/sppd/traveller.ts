import * as z from "zod";

/** Whose of an order's travellers something is: one's own, unless said. */
export const whose = z
  .uuid()
  .optional()
  .meta({ description: "Pelaksana yang punya; saya sendiri bila tidak disebut." });

/** A query that says so, and nothing else. */
export const ofTraveller = z.strictObject({ pegawai_id: whose });
