import { readPage, turnOf, type Turn } from "../../../core/page.ts";
import { empty, join, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../principal.ts";
import { reachUser } from "./reach.ts";
import { userList, type UsersAsked } from "./user-list.ts";

/** A search that finds more than these is read as any other list, each row being asked whether it fits. */
const mostFound = 2_000;
/** More than these are not counted: nobody pages through them, and counting a million reads a million. */
const mostCounted = 10_000;

/**
 * A page of accounts within somebody's reach, as finished JSON; in one round trip, with their number where it is asked for. `phone`
 * (SQL over `u`) admits those that `filter[telepon]` asks for.
 */
export function readUsers(work: Work, scope: Scope, asked: UsersAsked, phone: Query | null = null): Promise<string> {
  const turn = turnOf(userList.list, asked, sql`u.id`);
  const rows = userRows(scope, asked, turn, phone);
  if (!asked.hitung) return readPage(work, userList.list, asked, rows);
  const every = foundOf(scope, asked, { ...turn, after: empty, limit: mostCounted + 1 }, phone);
  return readPage(work, userList.list, asked, rows, {
    jumlah: sql`(select jsonb_build_object('sebanyak', least(count(*), ${mostCounted}), 'tepat', count(*) <= ${mostCounted}) from (${every}) semua)`,
  });
}

/** The first accounts of a page among those that `from` and `where` lead to, in brackets. */
type First = (from: Query, where: Query) => Query;

function userRows(scope: Scope, asked: UsersAsked, turn: Turn, phone: Query | null): Query {
  return sql`select u.*, ditemukan.kunci from (${foundOf(scope, asked, turn, phone)}) ditemukan join users u on u.id = ditemukan.id`;
}

/**
 * Who is on a page. Each way to an account (it is of one of my units, it is mine) is read in the order of an index and no
 * further than a page needs; the page is the first of what they found.
 */
function foundOf(scope: Scope, asked: UsersAsked, turn: Turn, phone: Query | null): Query {
  const { search, ways } = planned(scope, asked, turn, phone);
  return sql`${search} select distinct jalan.id, jalan.kunci from (${join(ways, " union all ")}) jalan
     order by jalan.kunci ${turn.direction}, jalan.id ${turn.direction} limit ${turn.limit}`;
}

function planned(scope: Scope, asked: UsersAsked, turn: Turn, phone: Query | null): { search: Query; ways: Query[] } {
  const { kata: words, pengenal } = { kata: undefined, pengenal: undefined, ...asked["filter[cari]"] };
  const reading =
    (also: Query): First =>
    (from, where) =>
      sql`(select distinct u.id, ${turn.key} as kunci from ${from} where ${where} ${also} ${turn.after}
        order by ${turn.key} ${turn.direction}, u.id ${turn.direction} limit ${turn.limit})`;
  const fits = words?.length
    ? sql`and (select c.teks like all (pola_cari(${words}::text[])) from cari_users c where c.id = u.id)`
    : empty;
  const named =
    pengenal === undefined ? null : sql`u.id = (select x.user_id from user_identifiers x where x.value = ${pengenal})`;
  if (phone ?? named) {
    // Few have one number, and one a name: they are found by it, and looked at for all else.
    const found = sql`${phone ?? sql`true`} and ${named ?? sql`true`} and ${reachUser(scope)} ${standing(asked)} ${placed(asked)}`;
    return { search: empty, ways: [reading(sql`${withName(asked)} ${fits}`)(sql`users u`, found)] };
  }
  if (!words?.length) {
    // By nothing else the kind of name leads the way itself.
    const alone = scope.reach === "all" && asked["filter[unit]"] === undefined && asked["filter[peran]"] === undefined;
    return { search: empty, ways: waysOf(scope, asked, reading(alone ? empty : withName(asked))) };
  }
  const ways = waysOf(scope, asked, reading(sql`${withName(asked)} ${fits}`));
  // Rare words are looked up. Of frequent ones a page is soon full: people are read in order, and looked at.
  return {
    search: sql`with temuan as materialized (select cari_orang(${words}::text[], ${mostFound}) as ids)`,
    ways: [
      reading(withName(asked))(
        sql`users u`,
        sql`u.id = any((select ids from temuan)::uuid[]) and ${reachUser(scope)} ${standing(asked)} ${placed(asked)}`,
      ),
      sql`select banyak.* from (${join(ways, " union all ")}) banyak where (select ids is null from temuan)`,
    ],
  };
}

/** Where people stand by unit and role, each row with the columns that a list reads of an account. */
const places = sql`(select l.user_id as id, l.nama, l.aktif, l.peran, l.unit_id from users_letak l) u`;

function waysOf(scope: Scope, asked: UsersAsked, first: First): Query[] {
  const { "filter[unit]": unit, "filter[peran]": peran, "filter[pengenal]": jenis } = asked;
  const held = peran === undefined ? empty : sql`and u.peran = ${peran}`;
  if (scope.reach === "own") return [first(sql`users u`, sql`${reachUser(scope)} ${standing(asked)} ${placed(asked)}`)];
  if (scope.reach === "unit") {
    const units = unit === undefined ? scope.units : scope.units.filter((one) => one === unit);
    const mine = first(sql`users u`, sql`u.id = ${scope.own.user_id}::uuid ${standing(asked)} ${placed(asked)}`);
    return [ofUnits(units, first, sql`${held} ${standing(asked)}`), mine];
  }
  if (unit !== undefined) return [ofUnits([unit], first, sql`${held} ${standing(asked)}`)];
  if (peran !== undefined) return [first(places, sql`u.peran = ${peran} ${standing(asked)}`)];
  const standings = asked["filter[aktif]"] === undefined ? [true, false] : [asked["filter[aktif]"]];
  // A rare kind of name is looked up, of a frequent one a page is soon full: what is known of the table decides.
  const [from, named] =
    jenis === undefined
      ? [sql`users u`, empty]
      : [sql`users u join user_identifiers x on x.user_id = u.id`, sql`and x.kind = ${jenis}`];
  return standings.map((aktif) => first(from, sql`u.aktif = ${aktif} ${named}`));
}

function ofUnits(units: readonly string[], first: First, also: Query): Query {
  return sql`select jalan.* from unnest(${units}::uuid[]) k(id), lateral ${first(places, sql`u.unit_id = k.id ${also}`)} jalan`;
}

function standing(asked: UsersAsked): Query {
  const aktif = asked["filter[aktif]"];
  return aktif === undefined ? empty : sql`and u.aktif = ${aktif}`;
}

/** Of the unit and in the role that were asked for: for accounts that were not found by them. */
function placed(asked: UsersAsked): Query {
  const { "filter[unit]": unit, "filter[peran]": peran } = asked;
  if (unit === undefined && peran === undefined) return empty;
  return sql`and exists (select from users_letak l where l.user_id = u.id
    ${unit === undefined ? empty : sql`and l.unit_id = ${unit}::uuid`} ${peran === undefined ? empty : sql`and l.peran = ${peran}`})`;
}

function withName(asked: UsersAsked): Query {
  const jenis = asked["filter[pengenal]"];
  return jenis === undefined
    ? empty
    : sql`and exists (select from user_identifiers x where x.user_id = u.id and x.kind = ${jenis})`;
}
