import * as z from "zod";
import { only, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import { STATUS_SPPD } from "../rules/status.ts";
import { madeIn, withinReach } from "./scope.ts";

/** What a summary can be asked for: one year (of creation), the current one by default. */
export const summaryQuery = z.strictObject({
  tahun: z.coerce
    .number()
    .int()
    .min(2020)
    .max(2100)
    .optional()
    .meta({ examples: [2026] }),
});

/** A year's orders in numbers, within somebody's reach. Rupiah; a state without an order is left out. */
export const summary = z.object({
  tahun: z.number().int(),
  jumlah: z.number().int(),
  total_estimasi: z.number().int(),
  per_status: z.array(
    z.object({ status: z.enum(STATUS_SPPD), jumlah: z.number().int(), total_estimasi: z.number().int() }),
  ),
  /** By month of departure, 1 to 12; a trip of the next January counts there. */
  per_bulan: z.array(z.object({ bulan: z.number().int(), jumlah: z.number().int(), total_estimasi: z.number().int() })),
});

/** Counts a year's orders by state and by month of departure, as finished JSON. */
export async function readSummary(work: Work, scope: Scope, tahun: number | undefined): Promise<string> {
  const [rows] = await work.db.batch(work.institutionId, [summarise(scope, tahun)]);
  return only(rows).json;
}

/** One pass over the year; both groupings are read from its few groups. */
function summarise(scope: Scope, tahun: number | undefined): Query<{ json: string }> {
  const year = tahun === undefined ? sql`extract(year from app_now() at time zone 'UTC')::int` : sql`${tahun}::int`;
  return sql`with hitung as (
      select s.status, extract(month from s.tanggal_berangkat)::int as bulan, count(*) as jumlah, sum(s.total_estimasi) as total
        from sppd s where ${madeIn(tahun)} and ${withinReach(scope, tahun)} group by 1, 2
    ) select jsonb_build_object('tahun', ${year},
      'jumlah', coalesce((select sum(jumlah) from hitung), 0), 'total_estimasi', coalesce((select sum(total) from hitung), 0),
      'per_status', coalesce((select jsonb_agg(jsonb_build_object('status', status, 'jumlah', jumlah, 'total_estimasi', total) order by status)
        from (select status, sum(jumlah) as jumlah, sum(total) as total from hitung group by 1) x), '[]'),
      'per_bulan', coalesce((select jsonb_agg(jsonb_build_object('bulan', bulan, 'jumlah', jumlah, 'total_estimasi', total) order by bulan)
        from (select bulan, sum(jumlah) as jumlah, sum(total) as total from hitung group by 1) x), '[]'))::text as json`;
}
