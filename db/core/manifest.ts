/** How far a permission reaches: one's own rows, those of one's unit and the units below it, all of the institution. */
export type Reach = "own" | "unit" | "all";

/** What a module is, as pure data. Routes, permissions, navigation and documentation read it. */
export interface Manifest {
  readonly slug: string;
  readonly nama: { readonly id: string; readonly en: string };
  /** Permission → role → how far. A role that is not named may not. */
  readonly permissions: Readonly<Record<string, Readonly<Partial<Record<Role, Reach>>>>>;
}

/** Roles of the travel-order matrix (domain), each held for a unit. */
export const roles = [
  "dosen",
  "operator",
  "kaprodi",
  "wadek",
  "dekan",
  "warek",
  "rektor",
  "agendaris",
  "ppk",
  "bendahara",
  "auditor",
  "admin",
] as const;

/** A role that a person holds for a unit. */
export type Role = (typeof roles)[number];
