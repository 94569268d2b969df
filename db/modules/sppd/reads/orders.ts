import { readPage, turnOf, type Turn } from "../../../core/page.ts";
import { empty, join, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { orderList, type OrdersAsked } from "./list.ts";
import { inScope } from "./scope.ts";
import { waysOfScope, wayOfTraveller, wayOfTurn, type First } from "./ways.ts";

/** A search that finds more than these is read as any other list, each row being asked whether it fits. */
const mostFound = 2_000;

/** A page of orders within somebody's reach, as finished JSON: one round trip whatever it includes. */
export function readOrders(work: Work, principal: Principal, scope: Scope, asked: OrdersAsked): Promise<string> {
  return readPage(work, orderList.list, asked, orderRows(principal, scope, asked));
}

/**
 * The rows of a page. There is more than one way to an order (its unit is mine, I made it, I travel on it) and an index
 * for each; a way is read no further than a page needs, and the page is the first of what they found.
 */
function orderRows(principal: Principal, scope: Scope, asked: OrdersAsked): Query {
  const turn = turnOf(orderList.list, asked, sql`s.id`);
  const period = periodOf(asked);
  const { search, ways } = planned(principal, scope, asked, turn, period);
  return sql`${search} select s.*, ditemukan.kunci
      from (select distinct id, created_at, kunci from (${join(ways, " union all ")}) jalan
             order by kunci ${turn.direction}, id ${turn.direction} limit ${turn.limit}) ditemukan
      join sppd s on s.id = ditemukan.id and s.created_at = ditemukan.created_at and ${made(period)}`;
}

function planned(
  principal: Principal,
  scope: Scope,
  asked: OrdersAsked,
  turn: Turn,
  period: Period,
): { search: Query; ways: Query[] } {
  const nip = asked["filter[nip]"];
  const words = asked["filter[cari]"];
  const states = asked["filter[status]"];
  const reading =
    (also: Query): First =>
    (from, where, states) =>
      sql`(select s.id, s.created_at, ${turn.key} as kunci from ${from} where ${made(period)} ${inState(states)} ${departing(asked)}
        ${ofUnit(asked)} and ${where} ${also} ${turn.after} order by ${turn.order} limit ${turn.limit})`;
  const fits = words?.length ? sql`and ${containsAll(words)}` : empty;
  const first = reading(fits);
  // What waits for somebody, or is about one person, is little: nothing needs to be looked up for a search within it.
  if (asked["filter[menunggu]"]) {
    const also = nip === undefined ? empty : sql`and ${travels(nip)}`;
    return { search: empty, ways: [wayOfTurn(principal, first, sql`${inScope(scope)} ${also}`, states)] };
  }
  if (nip !== undefined) return { search: empty, ways: [wayOfTraveller(nip, first, inScope(scope), states)] };
  const wanted = { states, unit: asked["filter[unit]"], created: turn.sort === "dibuat" };
  const ways = waysOfScope(scope, first, wanted);
  if (!words?.length || scope.reach === "own") return { search: empty, ways };
  // Few orders have rare words: they are looked up. Of frequent ones a page is soon full: rows are read in order, and looked at.
  return {
    search: sql`with temuan as materialized (select cari_perjalanan(${words}::text[], ${period.from}, ${period.to}, ${mostFound}) as ids)`,
    ways: [
      reading(empty)(sql`sppd s`, sql`s.id = any((select ids from temuan)::uuid[]) and ${inScope(scope)}`, states),
      sql`select banyak.* from (${join(ways, " union all ")}) banyak where (select ids is null from temuan)`,
    ],
  };
}

/** Instants between which orders were made: [from, to[. */
interface Period {
  readonly from: Query;
  readonly to: Query;
}

/**
 * A list is of one year. Two dates of departure need none: an order departs at most 300 days after it was made and 31 before. What
 * waits was perhaps made last December.
 */
function periodOf(asked: OrdersAsked): Period {
  const { tahun, "filter[dari]": from, "filter[sampai]": to } = asked;
  if (tahun === undefined && from && to) {
    return {
      from: sql`((${from}::date - 300)::timestamp at time zone 'UTC')`,
      to: sql`((${to}::date + 32)::timestamp at time zone 'UTC')`,
    };
  }
  const year = tahun === undefined ? sql`extract(year from app_now() at time zone 'UTC')::int` : sql`${tahun}::int`;
  const first = tahun === undefined && asked["filter[menunggu]"] ? sql`${year} - 1` : year;
  return { from: startOf(first), to: startOf(sql`${year} + 1`) };
}

function startOf(year: Query): Query {
  return sql`make_timestamptz(${year}, 1, 1, 0, 0, 0, 'UTC')`;
}

function made({ from, to }: Period): Query {
  return sql`s.created_at >= ${from} and s.created_at < ${to}`;
}

function inState(states: readonly string[] | undefined): Query {
  if (!states?.length) return empty;
  return states.length === 1 ? sql`and s.status = ${states[0]}` : sql`and s.status = any(${states}::text[])`;
}

function departing(asked: OrdersAsked): Query {
  const from = asked["filter[dari]"];
  const to = asked["filter[sampai]"];
  return sql`${from ? sql`and s.tanggal_berangkat >= ${from}::date` : empty} ${to ? sql`and s.tanggal_berangkat <= ${to}::date` : empty}`;
}

function ofUnit(asked: OrdersAsked): Query {
  const unit = asked["filter[unit]"];
  return unit ? sql`and s.unit_id = ${unit}::uuid` : empty;
}

function travels(nip: string): Query {
  return sql`exists (select from sppd_pelaksana t join pegawai g on g.id = t.pegawai_id where t.sppd_id = s.id and g.nip = ${nip})`;
}

/** Whether the text of an order `s` contains every word. */
function containsAll(words: readonly string[]): Query {
  return sql`(select c.teks like all (pola_cari(${words}::text[])) from cari_sppd c where c.id = s.id and c.created_at = s.created_at)`;
}
