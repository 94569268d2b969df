import { Problem } from "../../../core/problem.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { findRefusedUser } from "../actions/explain-user.ts";
import { outranks } from "../actions/user-parts.ts";
import { reachOf } from "../authority.ts";
import type { Principal, Scope } from "../principal.ts";
import { hasPhone, readProfile, type Profile } from "./profile.ts";
import { reachUser } from "./reach.ts";
import type { UsersAsked } from "./user-list.ts";

const permission = "identity.users.manage";

/** Whether an account `u` is one whose profile somebody sees who looks after accounts: one that is theirs to change. */
function isManaged(principal: Principal, scope: Scope): Query {
  return sql`${reachUser(scope)} and not ${outranks(principal, scope)}`;
}

/** The profile of somebody whose account is one's own to change. `TIDAK_DITEMUKAN`; `DI_LUAR_KEWENANGAN`. One round trip. */
export async function readManagedProfile(work: Work, principal: Principal, scope: Scope, id: string): Promise<Profile> {
  try {
    return await readProfile(work, id, isManaged(principal, scope));
  } catch (error) {
    if (error instanceof Problem && error.code === "TIDAK_DITEMUKAN") await findRefusedUser(work, principal, scope, id);
    throw error;
  }
}

/** Which accounts `u` a list asks for by a telephone number (`hasManagedPhone`); null where it asks for none. */
export async function usersAsking(work: Work, principal: Principal, asked: UsersAsked): Promise<Query | null> {
  const telepon = asked["filter[telepon]"];
  return telepon === undefined ? null : await hasManagedPhone(work, principal, telepon);
}

/**
 * Whether an account `u` has this telephone number, for whoever could see it in the account's profile: of anybody else it would tell
 * what the profile does not. `TIDAK_BERWENANG`.
 */
async function hasManagedPhone(work: Work, principal: Principal, telepon: string): Promise<Query> {
  const scope = reachOf(principal, permission);
  if (!scope) throw new Problem("TIDAK_BERWENANG", { values: { izin: permission } });
  return sql`${await hasPhone(work.config, work.institutionId, telepon)} and ${isManaged(principal, scope)}`;
}
