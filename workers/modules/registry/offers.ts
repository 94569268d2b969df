import type { Manifest } from "../../../db/core/manifest.ts";
import { reachOf } from "../../../db/modules/identity/authority.ts";
import type { Principal } from "../../../db/modules/identity/principal.ts";
import { isOpen, manifests, type PermissionName } from "../../../db/modules/registry.ts";

const declared: readonly Manifest[] = Object.values(manifests);

/**
 * Of what the modules offer (pages, widgets), what somebody sees, without the permission it takes: their institution has the module,
 * and they hold the permission, or one of several.
 */
export function offeredTo<Offer extends { readonly izin: string | readonly string[] }>(
  principal: Principal,
  offersOf: (manifest: Manifest) => readonly Offer[] | undefined,
): Omit<Offer, "izin">[] {
  return declared
    .filter(({ slug }) => isOpen(principal, slug))
    .flatMap((manifest) => offersOf(manifest) ?? [])
    .filter(({ izin }) => [izin].flat().some((one) => reachOf(principal, one as PermissionName) !== null))
    .map(({ izin: _, ...shown }) => shown);
}
