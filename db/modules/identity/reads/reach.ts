import { sql, type Query } from "../../../core/postgres.ts";
import type { Scope } from "../principal.ts";

/** Whether somebody `u` lies within what one may reach: oneself, whoever belongs to one's units by a role or as staff, or all. */
export function reachUser(scope: Scope): Query {
  if (scope.reach === "all") return sql`true`;
  const own = sql`u.id = ${scope.own.user_id}::uuid`;
  if (scope.reach === "own") return own;
  return sql`(${own} or exists (select from users_letak l where l.user_id = u.id and l.unit_id = any(${scope.units}::uuid[])))`;
}
