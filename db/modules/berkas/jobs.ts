import * as z from "zod";
import { rowFileFormats } from "../../core/row-file-formats.ts";

/** Jobs of files: their names and what their payloads carry. Their handlers are in `functions/modules/berkas`. */
export const jobs = {
  /** Writes a list, as somebody sees it, into a file. */
  ekspor: {
    name: "berkas.ekspor",
    payload: z.strictObject({
      daftar: z.string(),
      format: z.enum(rowFileFormats),
      bahasa: z.enum(["id", "en"]),
      /** The parameters as they were given, by name. */
      diminta: z.record(z.string(), z.string()),
      oleh: z.uuid(),
      /** What the API key carries that asked for it. */
      izin: z.array(z.string()).optional(),
    }),
  },
} as const;
export type EksporDiminta = z.infer<typeof jobs.ekspor.payload>;
