import * as z from "zod";
import { only, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { ownArchive } from "../../arsip/reads/scope.ts";
import type { Own, Scope } from "../../identity/principal.ts";
import { STATUS_SPPD } from "../rules/status.ts";
import { made, periodOf } from "./period.ts";
import { ownOrders } from "./scope.ts";

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

const counted = { jumlah: z.number().int(), total_estimasi: z.number().int() };
/** What orders hold of their budget lines, and what was really spent on those that are settled. */
const money = { komitmen: z.number().int(), realisasi: z.number().int() };

/** A year's orders in numbers, within somebody's reach. Rupiah; a state without an order is left out. */
export const summary = z.object({
  tahun: z.number().int(),
  ...counted,
  ...money,
  per_status: z.array(z.object({ status: z.enum(STATUS_SPPD), ...counted })),
  /** By month of departure, 1 to 12; a trip of the next January counts there. */
  per_bulan: z.array(z.object({ bulan: z.number().int(), ...counted, ...money })),
  /** By the unit whose people travel. */
  per_unit: z.array(z.object({ unit_id: z.uuid(), unit: z.string(), ...counted, ...money })),
});

/** Counts a year's orders by state, by month of departure and by unit, as finished JSON. */
export async function readSummary(work: Work, scope: Scope, tahun: number | undefined): Promise<string> {
  const [rows] = await work.db.batch(work.institutionId, [summarise(scope, tahun)]);
  return only(rows).json;
}

function summarise(scope: Scope, tahun: number | undefined): Query<{ json: string }> {
  const year = tahun === undefined ? sql`tahun_sekarang()` : sql`${tahun}::int`;
  const sums = sql`sum(jumlah) as jumlah, sum(total_estimasi) as total_estimasi`;
  const andMoney = sql`${sums}, sum(komitmen) as komitmen, sum(realisasi) as realisasi`;
  return sql`with hitung as materialized (
      select unit_id, bulan, status, ${andMoney} from (${countedOrders(scope, tahun, year)}) x group by 1, 2, 3 having sum(jumlah) <> 0
    ) select ((select jsonb_build_object('tahun', ${year}, 'jumlah', coalesce(sum(jumlah), 0), 'total_estimasi', coalesce(sum(total_estimasi), 0),
        'komitmen', coalesce(sum(komitmen), 0), 'realisasi', coalesce(sum(realisasi), 0)) from hitung)
      || jsonb_build_object(
        'per_status', coalesce((select jsonb_agg(to_jsonb(x) order by status) from (select status, ${sums} from hitung group by 1) x), '[]'),
        'per_bulan', coalesce((select jsonb_agg(to_jsonb(x) order by bulan) from (select bulan, ${andMoney} from hitung group by 1) x), '[]'),
        'per_unit', coalesce((select jsonb_agg(jsonb_build_object('unit_id', x.unit_id, 'unit', u.nama) || (to_jsonb(x) - 'unit_id') order by u.nama, u.id)
          from (select unit_id, ${andMoney} from hitung group by 1) x join unit_kerja u on u.id = x.unit_id), '[]')))::text as json`;
}

/** Numbers of orders by unit, month and state: of units as they are kept count of, of somebody's own from the orders themselves. */
function countedOrders(scope: Scope, tahun: number | undefined, year: Query): Query {
  const kept = sql`select unit_id, bulan, status, jumlah, total_estimasi, komitmen, realisasi from sppd_hitungan where tahun = ${year}`;
  switch (scope.reach) {
    case "all":
      return kept;
    case "own":
      return ofOwn(scope.own, tahun, year, () => sql`true`);
    case "unit": {
      const units = sql`${scope.units}::uuid[]`;
      return sql`${kept} and unit_id = any(${units}) union all ${ofOwn(scope.own, tahun, year, (one) => sql`${one} <> all(${units})`)}`;
    }
  }
}

/** Somebody's own orders of the units that count, with those that lie in the archive. */
function ofOwn(own: Own, tahun: number | undefined, year: Query, counts: (unit: Query) => Query): Query {
  return sql`select s.unit_id, extract(month from s.tanggal_berangkat)::int as bulan, s.status, 1 as jumlah, s.total_estimasi,
      komitmen_sppd(s.status, s.total_estimasi, s.komitmen_lain) as komitmen, s.realisasi
    from sppd s where ${made(periodOf({ tahun }))} and ${ownOrders(own, tahun)} and ${counts(sql`s.unit_id`)}
    union all select a.unit_id, extract(month from a.tanggal_berangkat)::int, 'diarsipkan', 1, a.total_estimasi, a.komitmen, a.realisasi
    from arsip a where ${ownArchive(own)} and ${counts(sql`a.unit_id`)}
     and a.id >= id_sejak(awal_tahun(${year})) and a.id < id_sejak(awal_tahun(${year} + 1))`;
}
