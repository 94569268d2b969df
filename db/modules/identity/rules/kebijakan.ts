import * as z from "zod";

/**
 * How many devices somebody may be logged in from (domain, §2.3): a new login takes over, or is refused while the former one
 * lasts, or stands beside it.
 */
export const kebijakanPerangkat = ["ambil_alih", "tolak", "bebas"] as const;

/** One of these. */
export type KebijakanPerangkat = (typeof kebijakanPerangkat)[number];

/** What an institution that has chosen nothing lives by. */
export const kebijakanBawaan = {
  perangkat: "ambil_alih",
  catat_aktivitas: true,
  wajib_otp: ["admin"],
} as const;

/** An institution's choices about accounts; each stands in `institutions.pengaturan` under its name. */
export const kebijakan = z.strictObject({
  perangkat: z.enum(kebijakanPerangkat),
  /** Whether the activity log of accounts is kept. */
  catat_aktivitas: z.boolean(),
  /** Roles that need a second factor: the platform's, or the institution's own. */
  wajib_otp: z
    .array(z.string().regex(/^[a-z][a-z0-9_]{1,39}$/))
    .max(50)
    .overwrite((list) => [...new Set(list)].sort()),
});

/** Policy as it is read and written. */
export type Kebijakan = z.output<typeof kebijakan>;
