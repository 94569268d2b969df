import { sql, type Query } from "../../../core/postgres.ts";
import type { Own, Principal, Scope } from "../../identity/principal.ts";

/** The first orders `s` of a page among those that `from` and `where` lead to, in one of these states; in brackets. */
export type First = (from: Query, where: Query, states: readonly string[] | undefined) => Query;

type States = readonly string[] | undefined;

/** The ways to the orders that somebody may see, each in the order of an index. An order may be on more than one. */
export function waysOfScope(
  scope: Scope,
  first: First,
  wanted: { states: States; unit: string | undefined; created: boolean },
): Query[] {
  const { states, unit } = wanted;
  switch (scope.reach) {
    case "all":
      // Each state has its index by time of creation; by departure, or within a unit, the state is part of the index.
      return wanted.created && !unit && states?.length
        ? states.map((state) => first(sql`sppd s`, sql`true`, [state]))
        : [first(sql`sppd s`, sql`true`, states)];
    case "own":
      return ownWays(scope.own, first, states);
    case "unit": {
      const units = unit === undefined ? scope.units : scope.units.filter((one) => one === unit);
      const way = sql`select jalan.* from unnest(${units}::uuid[]) u(id), lateral ${first(sql`sppd s`, sql`s.unit_id = u.id`, states)} jalan`;
      if (units.length === 0) return ownWays(scope.own, first, states);
      return unit === undefined ? [way, ...ownWays(scope.own, first, states)] : [way];
    }
  }
}

/** Orders that wait for a decision in one of somebody's offices: of each unit below it, at the level of the office. */
export function wayOfTurn(principal: Principal, first: First, where: Query, states: States): Query {
  return sql`select jalan.* from (
      select distinct k.id as unit_id, l.level from pejabat p join unit_kerja k on p.unit_id = any(k.jalur) join rantai_level l on p.jenis = any(l.jabatan)
       where p.pegawai_id = ${principal.pegawai_id}::uuid and sedang_menjabat(p)) giliran,
    lateral ${first(sql`sppd s`, sql`s.unit_id = giliran.unit_id and s.level_menunggu = giliran.level and s.status = 'diajukan' and ${where}`, states)} jalan`;
}

/** Orders on which whoever has this NIP travels. */
export function wayOfTraveller(nip: string, first: First, where: Query, states: States): Query {
  return first(
    sql`pegawai g join sppd_pelaksana t on t.pegawai_id = g.id join sppd s on s.id = t.sppd_id and s.created_at = t.sppd_created_at`,
    sql`g.nip = ${nip} and ${where}`,
    states,
  );
}

function ownWays({ user_id, pegawai_id }: Own, first: First, states: States): Query[] {
  const made = first(sql`sppd s`, sql`s.user_id = ${user_id}::uuid`, states);
  if (pegawai_id === null) return [made];
  const travelled = first(
    sql`sppd_pelaksana t join sppd s on s.id = t.sppd_id and s.created_at = t.sppd_created_at`,
    sql`t.pegawai_id = ${pegawai_id}::uuid`,
    states,
  );
  return [made, travelled];
}
