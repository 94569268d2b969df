import { Problem } from "../../db/core/problem.ts";
import { scopeOf, type Principal, type Scope } from "../../db/modules/identity/principal.ts";
import { grantsOf, type PermissionName } from "../../db/modules/registry.ts";

/** What was worked out for somebody, for as long as they are remembered. */
const scopes = new WeakMap<Principal, Map<PermissionName, Scope | null>>();

/** Which rows somebody reaches with a route's permission; `TIDAK_BERWENANG` when their roles do not carry it. */
export function permit(principal: Principal, access: "session" | PermissionName): Scope {
  if (access === "session") return { reach: "all" };
  const known = scopes.get(principal) ?? new Map<PermissionName, Scope | null>();
  if (known.size === 0) scopes.set(principal, known);
  let scope = known.get(access);
  if (scope === undefined) known.set(access, (scope = scopeOf(principal, grantsOf(access))));
  if (!scope) throw new Problem("TIDAK_BERWENANG", { values: { izin: access } });
  return scope;
}
