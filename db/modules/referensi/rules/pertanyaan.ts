import * as z from "zod";

/** The year that master data is asked of. */
export const tahun = z.coerce
  .number()
  .int()
  .min(2020)
  .max(2100)
  .meta({ examples: [2026] });

/** What may be asked of what is of a year. */
export const ofTahun = { tahun };

/** What a component of costs is called. */
export const polaKomponen = /^[a-z_0-9]{1,60}$/;
/** What a tariff is grouped by: people, or the code of a regency (`32.01`). */
export const polaKelompok = /^[a-z_0-9.]{1,60}$/;

/** The name of a component of costs. */
export const namaKomponen = z.string().regex(polaKomponen);

/** What may be asked of tariffs. */
export const ofTariffs = {
  tahun,
  provinsi: z
    .string()
    .max(10)
    .optional()
    .meta({ examples: ["33"] }),
  komponen: namaKomponen.optional().meta({ examples: ["penginapan"] }),
};
