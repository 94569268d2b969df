import { sql, type Query } from "../../../core/postgres.ts";
import type { Own, Scope } from "../../identity/principal.ts";
import { made, periodOf } from "./period.ts";

/** An order by its id, in the one partition that its timestamp names. */
export function byId(id: string): Query {
  return sql`s.id = ${id} and s.created_at = uuid_extract_timestamp(${id}::uuid)`;
}

/** Whether an order `s` lies within what somebody may reach: their own, their units', or all. */
export function inScope(scope: Scope): Query {
  if (scope.reach === "all") return sql`true`;
  const own = sql`(s.user_id = ${scope.own.user_id} or exists (
    select from sppd_pelaksana milik where milik.sppd_id = s.id and milik.pegawai_id = ${scope.own.pegawai_id}::uuid))`;
  return scope.reach === "own" ? own : sql`(s.unit_id = any(${scope.units}::uuid[]) or ${own})`;
}

/** Orders of a year that are somebody's own, gathered by id, so that an index serves each way of being a party to one. */
export function ownOrders({ user_id, pegawai_id }: Own, tahun: number | undefined): Query {
  return sql`s.id in (
    select t.sppd_id from sppd_pelaksana t where t.pegawai_id = ${pegawai_id}::uuid
    union all select o.id from sppd o where o.user_id = ${user_id}::uuid and ${made(periodOf({ tahun }), sql`o`)})`;
}
