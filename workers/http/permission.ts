import { Problem } from "../../db/core/problem.ts";
import { scopeOf, type Principal, type Scope } from "../../db/modules/identity/principal.ts";
import { grantsOf, type PermissionName } from "../../db/modules/registry.ts";

/** Which rows somebody reaches with a route's permission; `TIDAK_BERWENANG` when their roles do not carry it. */
export function permit(principal: Principal, access: "session" | PermissionName): Scope {
  if (access === "session") return { reach: "all" };
  const scope = scopeOf(principal, grantsOf(access));
  if (!scope) throw new Problem("TIDAK_BERWENANG", { values: { izin: access } });
  return scope;
}
