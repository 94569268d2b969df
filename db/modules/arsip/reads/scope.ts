import { sql, type Query } from "../../../core/postgres.ts";
import type { Own, Scope } from "../../identity/principal.ts";

/** Whether an archived order `a` lies within what somebody may reach: their own, their units', or all. */
export function inArchiveScope(scope: Scope): Query {
  if (scope.reach === "all") return sql`true`;
  const { user_id, pegawai_id } = scope.own;
  const own = sql`(a.user_id = ${user_id}::uuid or exists (
    select from arsip_pelaksana milik where milik.arsip_id = a.id and milik.pegawai_id = ${pegawai_id}::uuid))`;
  return scope.reach === "own" ? own : sql`(a.unit_id = any(${scope.units}::uuid[]) or ${own})`;
}

/** Archived orders `a` that somebody made or travelled on, gathered by id, so that an index serves each way of being a party to one. */
export function ownArchive({ user_id, pegawai_id }: Own): Query {
  return sql`a.id in (
    select p.arsip_id from arsip_pelaksana p where p.pegawai_id = ${pegawai_id}::uuid
    union all select o.id from arsip o where o.user_id = ${user_id}::uuid)`;
}
