import * as z from "zod";

/** Levels of school that a licence is for (domain: student affairs). */
const jenjang = z.enum(["sd", "smp", "sma", "smk"]);

const distinct = (list: readonly string[]): boolean => new Set(list).size === list.length;

/** What a licence says: for whom, for what, from when to when. Times are UTC; the last day is included. */
export const lisensi = z
  .object({
    /** Which key signed it. */
    kid: z.string().regex(/^[\w-]{1,40}$/),
    id: z.uuid(),
    /** Slug of the institution. */
    institution: z.string().regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/),
    type: z.enum(["single", "multi"]),
    jenjang: z.array(jenjang).refine(distinct),
    /** Slugs of modules, or all that there are. */
    modules: z.union([z.literal("*"), z.array(z.string().regex(/^[a-z0-9-]{1,60}$/)).max(200)]),
    /** Accounts that may be active at a time; null: as many as one likes. */
    seats: z.int().min(1).max(10_000_000).nullable(),
    from: z.iso.date(),
    until: z.iso.date(),
    issued: z.iso.datetime(),
  })
  .refine(({ type, jenjang: own }) => type === "multi" || own.length <= 1, { path: ["jenjang"] })
  .refine(({ from, until }) => from <= until, { path: ["until"] });

/** That, read. */
export type Lisensi = Readonly<z.infer<typeof lisensi>>;

/** The first moment (ms) in which a licence counts no more. */
export function endOf({ until }: Pick<Lisensi, "until">): number {
  return Date.parse(`${until}T00:00:00Z`) + 86_400_000;
}

/** Whether writes of somebody's institution are over, by what their session remembers of its licence; `now` in ms. */
export function isOver({ lisensi: kept }: { readonly lisensi?: { readonly sampai: number } }, now: number): boolean {
  return kept !== undefined && kept.sampai * 1000 <= now;
}
