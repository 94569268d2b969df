import { Problem } from "../../db/core/problem.ts";
import { reachOf } from "../../db/modules/identity/authority.ts";
import type { Principal, Scope } from "../../db/modules/identity/principal.ts";
import { isOver } from "../../db/modules/licence/rules/lisensi.ts";
import { isOpen, type PermissionName, type Slug } from "../../db/modules/registry.ts";

/** What was worked out for somebody, for as long as they are remembered. */
const scopes = new WeakMap<Principal, Map<PermissionName, Scope | null>>();

/** What a route asks of whoever wants it. */
interface Asks {
  readonly access: "session" | PermissionName;
  readonly inPerson?: true;
  readonly beforeFactor?: true;
  readonly whenExpired?: true;
  readonly method: string;
}

/**
 * Which rows somebody reaches with a route's permission. `TIDAK_BERWENANG` when their roles, or those of their API key's rights,
 * do not carry it; `BUKAN_UNTUK_KUNCI` for a key where the person themselves is wanted; `WAJIB_OTP` for who has still to set up
 * the second factor that a role of theirs demands; `MODULE_ACCESS_DENIED` where their institution has not activated the module, `MODUL_TIDAK_AKTIF` where it
 * has no licence for it; `LISENSI_KEDALUWARSA` for a write when its licence is over: reads, and what concerns one's own account, go on.
 */
export function permit(principal: Principal, route: Asks, slug: Slug): Scope {
  const { access, inPerson, beforeFactor, whenExpired, method } = route;
  if (principal.wajib_otp && !beforeFactor) throw new Problem("WAJIB_OTP");
  if (!isOpen(principal, slug)) {
    const unlicensed = principal.lisensi?.di_luar?.includes(slug) ?? false;
    throw new Problem(unlicensed ? "MODUL_TIDAK_AKTIF" : "MODULE_ACCESS_DENIED", { values: { modul: slug } });
  }
  if (principal.kunci && inPerson) throw new Problem("BUKAN_UNTUK_KUNCI");
  if (access === "session") return { reach: "all" };
  const known = scopes.get(principal) ?? new Map<PermissionName, Scope | null>();
  if (known.size === 0) scopes.set(principal, known);
  let scope = known.get(access);
  if (scope === undefined) known.set(access, (scope = reachOf(principal, access)));
  if (!scope) throw new Problem("TIDAK_BERWENANG", { values: { izin: access } });
  if (method !== "get" && !whenExpired && isOver(principal, Date.now())) throw new Problem("LISENSI_KEDALUWARSA");
  return scope;
}
