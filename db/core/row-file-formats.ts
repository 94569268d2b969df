import * as z from "zod";

/** Kinds of files that rows are written into. */
export const rowFileFormats = ["xlsx", "csv"] as const;
export type RowFileFormat = (typeof rowFileFormats)[number];

/** The parameter that says which; a part of what may be asked of every file. */
export const formatParameter = {
  format: z
    .enum(rowFileFormats)
    .optional()
    .meta({
      description: "Jenis berkas; tanpa ini menurut `Accept`: `text/csv` berarti CSV, yang lain XLSX.",
      examples: ["csv"],
    }),
};
