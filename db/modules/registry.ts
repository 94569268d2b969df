import type { Manifest, Role, Reach } from "../core/manifest.ts";
import { manifest as arsip } from "./arsip/manifest.ts";
import { manifest as berkas } from "./berkas/manifest.ts";
import { manifest as identity } from "./identity/manifest.ts";
import { manifest as institutions } from "./institutions/manifest.ts";
import { manifest as jobs } from "./jobs/manifest.ts";
import { manifest as licence } from "./licence/manifest.ts";
import { manifest as notifications } from "./notifications/manifest.ts";
import { manifest as operator } from "./operator/manifest.ts";
import { manifest as pegawai } from "./pegawai/manifest.ts";
import { manifest as referensi } from "./referensi/manifest.ts";
import { manifest as pejabat } from "./pejabat/manifest.ts";
import { manifest as registry } from "./registry/manifest.ts";
import { manifest as sppd } from "./sppd/manifest.ts";
import { manifest as tahun } from "./tahun/manifest.ts";

/** Every module, by slug. The other floors list the same slugs; a missing line is a type error. */
export const manifests = {
  arsip,
  berkas,
  identity,
  institutions,
  jobs,
  licence,
  notifications,
  operator,
  pegawai,
  pejabat,
  referensi,
  registry,
  sppd,
  tahun,
};

/** A module's name on every floor. */
export type Slug = keyof typeof manifests;

const declared: readonly Manifest[] = Object.values(manifests);

/** Slugs by what stands behind `/api/v1` in a module's addresses. */
const roots = new Map(
  declared.flatMap(({ slug, roots = [slug] }) => roots.map((root) => [root, slug as Slug] as const)),
);

/** The module that answers at `/api/v1/<root>`; null when none does. */
export function slugAt(root: string): Slug | null {
  return roots.get(root) ?? null;
}

/** The address of a module's route: below its slug, or as it stands where the module has roots of its own. */
export function addressIn(slug: Slug, path: string): string {
  const { roots: own }: Manifest = manifests[slug];
  return `/api/v1${own ? "" : `/${slug}`}${path === "/" ? "" : path}`;
}

const always = new Set(declared.filter(({ core }) => core).map(({ slug }) => slug));

/** Whether somebody's institution has a module: it is everybody's, or has been activated. */
export function isOpen({ modul }: { readonly modul: readonly string[] }, slug: string): boolean {
  return always.has(slug) || modul.includes(slug);
}

type PermissionsOf<M> = M extends { permissions: infer P } ? keyof P & string : never;

/** A permission that some manifest declares: `sppd.approve`. */
export type PermissionName = { [S in Slug]: PermissionsOf<(typeof manifests)[S]> }[Slug];

type Grants = Readonly<Partial<Record<Role, Reach>>>;

const grants = new Map<string, Grants>(
  Object.values(manifests).flatMap(({ permissions }) => Object.entries(permissions)),
);

/** Whether a permission is the platform's own: no role carries it, none can, and who has it is said by `platform_operators`. */
export function isOfPlatform(permission: PermissionName): boolean {
  return Object.keys(grantsOf(permission)).length === 0;
}

/** Every permission that roles and keys can carry. */
export const permissionNames = ([...grants.keys()] as readonly PermissionName[]).filter((name) => !isOfPlatform(name));

/** Which roles carry a permission, and how far. */
export function grantsOf(permission: PermissionName): Grants {
  return grants.get(permission) ?? {};
}
