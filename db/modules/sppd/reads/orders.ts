import { readPage, turnOf, type Turn } from "../../../core/page.ts";
import { empty, join, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { waitingIn } from "./antrean.ts";
import { orderList, type OrdersAsked } from "./list.ts";
import { made, periodOf, type Period } from "./period.ts";
import { inScope } from "./scope.ts";
import { placesIn, unitsBelow, wayOfNumber, wayOfTraveller, wayOfTurn, waysOfScope, type First } from "./ways.ts";

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
  const words = asked["filter[cari]"];
  const states = asked["filter[status]"];
  const asks = conditionsOf(asked);
  const reading =
    (also: Query): First =>
    (from, where, states) =>
      sql`(select s.id, s.created_at, ${turn.key} as kunci from ${from} where ${made(period)} ${inState(states)} ${asks}
        and ${where} ${also} ${turn.after} order by ${turn.order} limit ${turn.limit})`;
  const fits = words?.length ? sql`and ${containsAll(words)}` : empty;
  const first = reading(fits);
  // What waits for somebody, bears a number, or is about one person, is little: nothing needs to be looked up for a search within it.
  const few = fewWays(principal, scope, asked, first);
  if (few) return { search: empty, ways: [few] };
  const { list } = orderList;
  const wanted = {
    states,
    unit: asked["filter[unit]"],
    below: asked["filter[unit_dan_bawahan]"],
    sort: list.sortOf(asked),
  };
  const ways = waysOfScope(scope, first, { ...wanted, destination: asked["filter[tujuan]"] });
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

/** The one way to orders of which there are few whatever the scope; undefined when nothing of the kind was asked for. */
function fewWays(principal: Principal, scope: Scope, asked: OrdersAsked, first: First): Query | undefined {
  const {
    "filter[menunggu]": queue,
    "filter[status]": states,
    "filter[nomor]": number,
    "filter[nip]": nip,
    "filter[pelaksana]": traveller,
  } = asked;
  const within = inScope(scope);
  if (queue) {
    const waiting = waitingIn(queue, principal);
    if (!waiting) return first(sql`sppd s`, sql`false`, states);
    const where = sql`${waiting.where} and ${within}`;
    return queue === "saya" ? wayOfTurn(principal, first, where, states) : first(waiting.from, where, states);
  }
  if (number !== undefined) return wayOfNumber(number, first, within, states);
  if (traveller !== undefined) return wayOfTraveller(sql`g.id = ${traveller}::uuid`, first, within, states);
  return nip === undefined ? undefined : wayOfTraveller(sql`g.nip = ${nip}`, first, within, states);
}

function inState(states: readonly string[] | undefined): Query {
  if (!states?.length) return empty;
  return states.length === 1 ? sql`and s.status = ${states[0]}` : sql`and s.status = any(${states}::text[])`;
}

/** What an order `s` must fit besides its state, whichever way led to it. */
function conditionsOf(asked: OrdersAsked): Query {
  const { "filter[nip]": nip, "filter[pelaksana]": traveller } = asked;
  const elsewhere = asked["filter[menunggu]"] !== undefined || asked["filter[nomor]"] !== undefined;
  const given: [unknown, Query][] = [
    [asked["filter[dari]"], sql`s.tanggal_berangkat >= ${asked["filter[dari]"]}::date`],
    [asked["filter[sampai]"], sql`s.tanggal_berangkat <= ${asked["filter[sampai]"]}::date`],
    [asked["filter[kembali_dari]"], sql`s.tanggal_kembali >= ${asked["filter[kembali_dari]"]}::date`],
    [asked["filter[kembali_sampai]"], sql`s.tanggal_kembali <= ${asked["filter[kembali_sampai]"]}::date`],
    [asked["filter[dibuat_dari]"], sql`s.id >= id_sejak(${midnight(asked["filter[dibuat_dari]"], 0)})`],
    [asked["filter[dibuat_sampai]"], sql`s.id < id_sejak(${midnight(asked["filter[dibuat_sampai]"], 1)})`],
    [asked["filter[total_dari]"], sql`s.total_estimasi >= ${asked["filter[total_dari]"]}::bigint`],
    [asked["filter[total_sampai]"], sql`s.total_estimasi <= ${asked["filter[total_sampai]"]}::bigint`],
    [asked["filter[unit]"], sql`s.unit_id = ${asked["filter[unit]"]}::uuid`],
    [asked["filter[unit_dan_bawahan]"], sql`s.unit_id = any(${unitsBelow(asked["filter[unit_dan_bawahan]"])})`],
    [asked["filter[tujuan]"], sql`s.tujuan_kode = any(${placesIn(asked["filter[tujuan]"])})`],
    // Where they are not what led here.
    [elsewhere ? nip : undefined, travels(sql`g.nip = ${nip ?? null}`)],
    [elsewhere || nip !== undefined ? traveller : undefined, travels(sql`g.id = ${traveller ?? null}::uuid`)],
  ];
  const conditions = given.flatMap(([value, condition]) => (value === undefined ? [] : [sql`and ${condition}`]));
  return conditions.length > 0 ? join(conditions, " ") : empty;
}

/** The beginning of a day (UTC), or of one so many days later. */
function midnight(day: string | undefined, later: number): Query {
  return sql`((${day ?? null}::date + ${later}::int)::timestamp at time zone 'UTC')`;
}

function travels(who: Query): Query {
  return sql`exists (select from sppd_pelaksana t join pegawai g on g.id = t.pegawai_id where t.sppd_id = s.id and ${who})`;
}

/** Whether the text of an order `s` contains every word, as it is or in another form. */
function containsAll(words: readonly string[]): Query {
  return sql`(select not exists (select from unnest(pola_cari(${words}::text[]), pola_akar(${words}::text[])) p(kata, akar)
      where c.teks not like p.kata and c.teks not like p.akar)
    from cari_sppd c where c.id = s.id and c.created_at = s.created_at)`;
}
