import { sql, type Query } from "../../../core/postgres.ts";

/** Instants between which orders were made: [from, to[. */
export interface Period {
  readonly from: Query;
  readonly to: Query;
}

/** What a list is asked of time. */
export interface AskedOfTime {
  readonly tahun?: number | undefined;
  readonly "filter[dari]"?: string | undefined;
  readonly "filter[sampai]"?: string | undefined;
  readonly "filter[menunggu]"?: unknown;
}

/**
 * A list is of one year. Two dates of departure need none: an order departs at most 300 days after it was made and 31 before. What
 * waits was perhaps made last December.
 */
export function periodOf({
  tahun,
  "filter[dari]": from,
  "filter[sampai]": to,
  "filter[menunggu]": waits,
}: AskedOfTime): Period {
  if (tahun === undefined && from && to) {
    return {
      from: sql`((${from}::date - 300)::timestamp at time zone 'UTC')`,
      to: sql`((${to}::date + 32)::timestamp at time zone 'UTC')`,
    };
  }
  const year = tahun === undefined ? sql`tahun_sekarang()` : sql`${tahun}::int`;
  const first = tahun === undefined && waits ? sql`${year} - 1` : year;
  return { from: startOf(first), to: startOf(sql`${year} + 1`) };
}

/** Whether an order was made within a period. */
export function made({ from, to }: Period, order = sql`s`): Query {
  return sql`${order}.created_at >= ${from} and ${order}.created_at < ${to}`;
}

/** Whether a step `l` was logged of an order that was made within a period: then, or by now. */
export function loggedSince({ from }: Period): Query {
  return sql`l.created_at >= ${from} and l.created_at < ${startOf(sql`tahun_sekarang() + 1`)}`;
}

/** The first instant of a year (UTC). */
function startOf(year: Query): Query {
  return sql`awal_tahun(${year})`;
}
