import { cursorSql, keyCasts } from "./cursor.ts";
import { exportedRow } from "./exported.ts";
import { nameOf, type Asked, type List, type Shown } from "./list.ts";
import { empty, join, only, sql, type Query } from "./postgres.ts";
import type { Work } from "./work.ts";

/** How the rows of a page are to be read. */
export interface Turn {
  /** ` and (key, id) < (…)`: only what comes after the row that the page before ended with; nothing on the first. */
  readonly after: Query;
  /** `key desc, id desc` */
  readonly order: Query;
  /** By what: the name, without its direction. */
  readonly sort: string;
  /** The sort key; the rows have it as `kunci`. */
  readonly key: Query;
  /** `desc` or `asc`, of both. */
  readonly direction: Query;
  /** One row more than the page shows, which tells that another page follows. */
  readonly limit: number;
}

/** The turn of a request; `id` is the id's column where the rows are read. */
export function turnOf(list: List, asked: Asked, id: Query): Turn {
  const sort = list.sortOf(asked);
  const own = list.sorts[nameOf(sort)];
  const [direction, beyond] = sort.startsWith("-") ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const { setelah } = asked;
  const limit = asked.per_page + 1;
  if (!own) {
    const after = setelah ? sql`and ${id} ${beyond} ${setelah.id}::uuid` : empty;
    return { after, order: sql`${id} ${direction}`, key: id, sort: nameOf(sort), direction, limit };
  }
  const after = setelah
    ? sql`and (${own.key}, ${id}) ${beyond} (${setelah.key}${keyCasts[own.type]}, ${setelah.id}::uuid)`
    : empty;
  return {
    after,
    order: sql`${own.key} ${direction}, ${id} ${direction}`,
    key: own.key,
    sort: nameOf(sort),
    direction,
    limit,
  };
}

/**
 * The statement of a page. `rows` reads at most `turn.limit` rows, in any order, with `id`, with the sort key as `kunci`, and
 * with what the SQL of the shown columns needs. `beside`: as for `readPage`.
 */
function pageStatement(
  list: List,
  asked: Asked,
  rows: Query,
  beside: Readonly<Record<string, Query>> = {},
): Query<{ json: string }> {
  const sort = list.sortOf(asked);
  const direction = sort.startsWith("-") ? sql`desc` : sql`asc`;
  if (asked.as === "counted")
    return sql`with halaman as (${rows}) select jsonb_build_object('banyak', count(*))::text as json from halaman`;
  const shown = Object.entries({
    ...pick(list.columns, asked.fields && ["id", ...asked.fields]),
    // Whoever names fields wants nothing else, unless they name it too.
    ...pick(list.relations, asked.include ?? (asked.fields && [])),
  }).map(([name, { sql: value }]) => sql`${name}::text, ${typeof value === "function" ? value(asked) : value}`);
  const row =
    asked.as === "exported"
      ? exportedRow(list.exported)
      : { made: sql`jsonb_build_object(${join(shown)})`, from: empty };
  const more = Object.entries(asked.as === "exported" ? {} : beside).map(
    ([name, value]) => sql`, ${name}::text, ${value}`,
  );
  return sql`with halaman as (${rows}),
      isi as (select h.*, row_number() over (order by h.kunci ${direction}, h.id ${direction}) as urutan from halaman h)
    select jsonb_build_object(
      'data', coalesce((select jsonb_agg(${row.made} order by o.urutan) from isi o ${row.from} where o.urutan <= ${asked.per_page}), '[]'),
      'berikutnya', (select ${cursorSql(sort, list.sorts[nameOf(sort)]?.type ?? "id")} from isi o
        where o.urutan = ${asked.per_page} and (select count(*) from isi) > ${asked.per_page})
      ${more.length > 0 ? join(more, " ") : empty})::text as json`;
}

/** Reads a page as finished JSON, in one round trip; `beside` are values that stand beside its rows, by name. */
export async function readPage(
  work: Work,
  list: List,
  asked: Asked,
  rows: Query,
  beside: Readonly<Record<string, Query>> = {},
): Promise<string> {
  const [read] = await work.db.batch(work.institutionId, [pageStatement(list, asked, rows, beside)]);
  return only(read).json;
}

/** The same with the rows of another statement, which say whether it is to be shown: of a list that belongs to something. */
export async function readPageOf<Row>(
  work: Work,
  owner: Query<Row>,
  list: List,
  asked: Asked,
  rows: Query,
): Promise<{ owners: Row[]; json: string }> {
  const [owners, read] = await work.db.batch(work.institutionId, [owner, pageStatement(list, asked, rows)]);
  return { owners, json: only(read).json };
}

function pick(shown: Readonly<Record<string, Shown>>, names: readonly string[] | undefined) {
  return names ? Object.fromEntries(Object.entries(shown).filter(([name]) => names.includes(name))) : shown;
}
