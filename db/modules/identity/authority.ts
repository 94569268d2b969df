import { roles, type Reach } from "../../core/manifest.ts";
import { grantsOf, isOfPlatform, permissionNames, type PermissionName } from "../registry.ts";
import { scopeOf, width, type Principal, type Scope } from "./principal.ts";

/** Permissions with how far each reaches, as a role carries them. */
export type Izin = Readonly<Partial<Record<PermissionName, Reach | undefined>>>;

const reaches = ["own", "unit", "all"] as const satisfies readonly Reach[];

/**
 * How far a role of the institution's own may carry a permission: no farther than any of the platform's roles, for which it was
 * made. What those carry for the whole institution alone has no smaller reach: nothing behind it asks whose a row is.
 */
export function reachesOf(permission: PermissionName): readonly Reach[] {
  const granted = Object.values(grantsOf(permission));
  if (granted.every((reach) => reach === "all")) return ["all"];
  return reaches.slice(0, Math.max(...granted.map((reach) => reaches.indexOf(reach))) + 1);
}

/** The permissions that are had for the whole institution or not at all. */
const undivided: ReadonlySet<PermissionName> = new Set(
  permissionNames.filter((name) => !reachesOf(name).includes("own")),
);

/**
 * Whether somebody appoints: an administrator gives every role, because that is what they are for. Everybody else hands on
 * what they have themselves, and nothing of it reaches farther; and so does an administrator's API key.
 */
export function appoints({ roles: held, kunci }: Principal): boolean {
  return !kunci && held.some(({ peran, izin }) => peran === "admin" && !izin);
}

/**
 * How far somebody's roles carry a permission; an API key reaches what its maker does, of the permissions it was given. A role that
 * was stored with a part of what has no parts carries nothing of it. What is the platform's own its operators have, and no key.
 */
export function reachOf(principal: Principal, permission: PermissionName): Scope | null {
  if (isOfPlatform(permission)) return principal.operator && !principal.kunci ? { reach: "all" } : null;
  if (principal.kunci && !principal.kunci.izin.includes(permission)) return null;
  const scope = scopeOf(principal, permission, grantsOf(permission));
  return scope && scope.reach !== "all" && undivided.has(permission) ? null : scope;
}

/** Every permission of somebody, with how far it reaches: `{"sppd.read": {"reach": "unit", "units": […]}}`. */
export function everythingOf(
  principal: Principal,
): Partial<Record<PermissionName, { reach: Reach; units?: readonly string[] }>> {
  return Object.fromEntries(
    permissionNames.flatMap((name) => {
      const scope = reachOf(principal, name);
      if (!scope) return [];
      return [[name, scope.reach === "unit" ? { reach: scope.reach, units: scope.units } : { reach: scope.reach }]];
    }),
  );
}

/** What each of the platform's roles carries. */
export const builtInIzin: Readonly<Record<string, Izin>> = Object.fromEntries(
  roles.map((role) => [
    role,
    Object.fromEntries(permissionNames.flatMap((name) => (grantsOf(name)[role] ? [[name, grantsOf(name)[role]]] : []))),
  ]),
);

/** The first permission in which a role would reach farther than somebody does themselves; null when there is none. */
export function exceededBy(principal: Principal, izin: Izin): PermissionName | null {
  const mine = everythingOf(principal);
  const beyond = permissionNames.find((name) => {
    const wanted = izin[name];
    const have = mine[name];
    return wanted !== undefined && (!have || width[have.reach] < width[wanted]);
  });
  return beyond ?? null;
}
