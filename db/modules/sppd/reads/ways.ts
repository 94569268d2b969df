import { sql, type Query } from "../../../core/postgres.ts";
import type { Own, Principal, Scope } from "../../identity/principal.ts";
import { turnsOf } from "./antrean.ts";
import { typedNumber } from "./typed-number.ts";

/** The first orders `s` of a page among those that `from` and `where` lead to, in one of these states; in brackets. */
export type First = (from: Query, where: Query, states: readonly string[] | undefined) => Query;

type States = readonly string[] | undefined;

/** What the ways to a page depend on. */
interface Wanted {
  readonly states: States;
  readonly unit: string | undefined;
  readonly below: string | undefined;
  readonly destination: string | undefined;
  readonly sort: string;
}

/** The ways to the orders that somebody may see, each in the order of an index. An order may be on more than one. */
export function waysOfScope(scope: Scope, first: First, wanted: Wanted): Query[] {
  const { states, unit, below } = wanted;
  if (scope.reach === "own") return ownWays(scope.own, first, states);
  if (scope.reach === "all") {
    if (unit === undefined && below !== undefined) return waysOfUnits(unitsBelow(below), first, wanted);
    return waysOfAll(first, wanted);
  }
  const units = unit === undefined ? scope.units : scope.units.filter((one) => one === unit);
  if (units.length === 0) return ownWays(scope.own, first, states);
  const ways = waysOfUnits(sql`${units}::uuid[]`, first, wanted);
  return unit === undefined ? [...ways, ...ownWays(scope.own, first, states)] : ways;
}

/** Each state and each destination has its index by time of creation; in another order, or within a unit, the state is part of the index. */
function waysOfAll(first: First, { states, unit, destination, sort }: Wanted): Query[] {
  const created = sort.endsWith("dibuat") && unit === undefined;
  if (created && destination !== undefined) {
    // Said three times over, so that Postgres takes a place for rare and its index: it would read by time and pass over what goes elsewhere.
    const there = sql`s.tujuan_kode = w.kode and s.tujuan_kode >= w.kode and s.tujuan_kode <= w.kode`;
    return [
      sql`select jalan.* from unnest(${placesIn(destination)}) w(kode), lateral ${first(sql`sppd s`, there, states)} jalan`,
    ];
  }
  return created && states?.length
    ? states.map((state) => first(sql`sppd s`, sql`true`, [state]))
    : [first(sql`sppd s`, sql`true`, states)];
}

/** A unit has its index by creation and by departure; the others are one for all units, which it is part of. */
function waysOfUnits(units: Query, first: First, { states, sort }: Wanted): Query[] {
  return /dibuat|tanggal_berangkat/.test(sort)
    ? [
        sql`select jalan.* from unnest(${units}) u(id), lateral ${first(sql`sppd s`, sql`s.unit_id = u.id`, states)} jalan`,
      ]
    : [first(sql`sppd s`, sql`s.unit_id = any(${units})`, states)];
}

/** A unit and all below it (uuid[]). */
export function unitsBelow(unit: string | undefined): Query {
  return sql`array(select k.id from unit_kerja k where ${unit ?? null}::uuid = any(k.jalur))`;
}

/** The regencies of a province, or the one that is named (text[]). */
export function placesIn(code: string | undefined): Query {
  return sql`array(select w.kode from wilayah w where w.kode = ${code ?? null} or w.induk_kode = ${code ?? null})`;
}

/** Orders that wait for a decision in one of somebody's offices: of each unit below it, at the level of the office, no further than a page. */
export function wayOfTurn(principal: Principal, first: First, where: Query, states: States): Query {
  return sql`select jalan.* from ${turnsOf(principal)},
    lateral ${first(sql`sppd s`, sql`s.unit_id = giliran.unit_id and s.level_menunggu = giliran.level and ${where}`, states)} jalan`;
}

/** Orders on which somebody travels; `who` says who, of a `pegawai g`. */
export function wayOfTraveller(who: Query, first: First, where: Query, states: States): Query {
  return first(
    sql`pegawai g join sppd_pelaksana t on t.pegawai_id = g.id join sppd s on s.id = t.sppd_id and s.created_at = t.sppd_created_at`,
    sql`${who} and ${where}`,
    states,
  );
}

/** More numbers than these nobody looks for by how they begin. */
const mostNumbers = 1_000;

/** Orders with a letter of this number; with `*` behind it, of the first numbers that begin so. */
export function wayOfNumber(number: string, first: First, where: Query, states: States): Query {
  const beginning = number.slice(0, -1);
  const fits = number.endsWith("*")
    ? sql`n.dicari >= ${typedNumber(beginning)} and n.dicari < ${typedNumber(`${beginning}\u{10ffff}`)}`
    : sql`n.dicari = ${typedNumber(number)}`;
  return first(
    sql`(select distinct sppd_id from (select n.sppd_id from nomor_surat n where ${fits} order by n.dicari limit ${mostNumbers}) awal) n
      join sppd s on s.id = n.sppd_id and s.created_at = uuid_extract_timestamp(n.sppd_id)`,
    where,
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
