import type * as z from "zod";

/** How far a permission reaches: one's own rows, those of one's unit and the units below it, all of the institution. */
export type Reach = "own" | "unit" | "all";

/** A text that people read, in both languages. */
export interface Said {
  readonly id: string;
  readonly en: string;
}

/** A page of the console that a module puts into the navigation, for those who hold the permission, or any of several. */
export interface Page {
  /** Below the console's root: `/sppd`. */
  readonly path: string;
  readonly nama: Said;
  readonly izin: string | readonly string[];
}

/** A piece of the dashboard: what it shows, where its figures come from, who sees it. */
export interface Widget {
  /** `<slug>.<name>`; unique on the platform. */
  readonly id: string;
  readonly nama: Said;
  /** The read that it shows. */
  readonly sumber: string;
  readonly izin: string;
}

/** How warmly a module is recommended to a kind of institution (1 high, 3 low), and whether such a one cannot do without. */
export interface Recommendation {
  readonly priority: 1 | 2 | 3;
  readonly required: boolean;
}

/** What a module is, as pure data. The registry's rows, routes, permissions, widgets, settings, navigation and documentation follow from it. */
export interface Manifest {
  readonly slug: string;
  readonly nama: Said;
  /** What it is for, in a sentence. */
  readonly uraian: Said;
  readonly version: `${number}.${number}.${number}`;
  /** `platform` carries all others; the rest is what an institution chooses from. */
  readonly category: "platform" | "administration" | "core" | "manufacturing" | "industry";
  /** A name of the icon set of the console. */
  readonly icon: string;
  /** Always there, for everybody; the others belong to the institutions that activate them. */
  readonly core: boolean;
  /** Slugs of the modules that it cannot work without. */
  readonly dependencies: readonly string[];
  /** Where it answers below `/api/v1`, if that is not its slug. */
  readonly roots?: readonly string[];
  /** Permission → role → how far. A role that is not named may not. */
  readonly permissions: Readonly<Record<string, Readonly<Partial<Record<Role, Reach>>>>>;
  readonly navigation?: readonly Page[];
  readonly widgets?: readonly Widget[];
  /**
   * What an institution may set of it, each with its default and its words (`meta`): `title`, in Indonesian as JSON Schema has it,
   * `title_en`, and `choices`, what each value of an enumeration is called, by the value.
   */
  readonly settings?: z.ZodObject;
  /** By slug of the kind of institution (`db/modules/registry/rules/jenis-usaha.ts`). */
  readonly recommended?: Readonly<Record<string, Recommendation>>;
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
