import type { Role, Reach } from "../core/manifest.ts";
import { manifest as berkas } from "./berkas/manifest.ts";
import { manifest as identity } from "./identity/manifest.ts";
import { manifest as jobs } from "./jobs/manifest.ts";
import { manifest as notifications } from "./notifications/manifest.ts";
import { manifest as pegawai } from "./pegawai/manifest.ts";
import { manifest as referensi } from "./referensi/manifest.ts";
import { manifest as sppd } from "./sppd/manifest.ts";

/** Every module, by slug. The other floors list the same slugs; a missing line is a type error. */
export const manifests = { berkas, identity, jobs, notifications, pegawai, referensi, sppd };

/** A module's name on every floor. */
export type Slug = keyof typeof manifests;

type PermissionsOf<M> = M extends { permissions: infer P } ? keyof P & string : never;

/** A permission that some manifest declares: `sppd.approve`. */
export type PermissionName = { [S in Slug]: PermissionsOf<(typeof manifests)[S]> }[Slug];

type Grants = Readonly<Partial<Record<Role, Reach>>>;

const grants = new Map<string, Grants>(
  Object.values(manifests).flatMap(({ permissions }) => Object.entries(permissions)),
);

/** Every permission there is. */
export const permissionNames = [...grants.keys()] as readonly PermissionName[];

/** Which roles carry a permission, and how far. */
export function grantsOf(permission: PermissionName): Grants {
  return grants.get(permission) ?? {};
}
