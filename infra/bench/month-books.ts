import { ownerRows } from "./database.ts";
import type { Stage } from "./stage.ts";

/** What was found of orders that a crowd made and decided, and of the books they are in: all zeros when nothing is lost or doubled. */
export interface MonthBooks {
  /** Orders that are missing or stand elsewhere than their steps led them, and steps that each should have had and has not. */
  readonly lost: number;
  /** Orders beyond one of each person, and steps in the log beyond one of each kind. */
  readonly doubled: number;
  /** Rupiah by which budget lines differ from their orders. */
  readonly money: number;
  /** Orders by which the year in numbers differs from the orders themselves. */
  readonly counted: number;
}

/** Looks up orders by the state that each should be in; `people` made one each, all of this institution. */
export async function auditMonth(
  { stack }: Stage,
  orders: ReadonlyMap<string, string>,
  people: readonly string[],
  institutionId: string,
): Promise<MonthBooks> {
  const [found] = await ownerRows<MonthBooks>(
    stack.ownerUrl,
    `with seharusnya as (select key::uuid as id, value as status from jsonb_each_text($1::jsonb)),
       jejak as (select count(*) filter (where l.aksi = 'ajukan') - 1 as ajukan, count(*) filter (where l.aksi = 'setujui') - 2 as setujui
         from seharusnya o join approval_logs l on l.sppd_id = o.id group by o.id),
       baris as (select a.komitmen - coalesce(sum(komitmen_sppd(s.status, s.total_estimasi, s.komitmen_lain)), 0) as selisih
         from anggaran a left join sppd s on s.institution_id = a.institution_id and s.anggaran_id = a.id where a.institution_id = $3 group by a.institution_id, a.id),
       nyata as (select extract(year from created_at at time zone 'UTC')::int as tahun, unit_id, extract(month from tanggal_berangkat)::int as bulan, status, count(*) as jumlah
         from sppd where institution_id = $3 group by 1, 2, 3, 4),
       hitungan as (select tahun::int, unit_id, bulan::int, status, sum(jumlah) as jumlah from sppd_hitungan where institution_id = $3 group by 1, 2, 3, 4)
     select (select count(*) from seharusnya o left join sppd s on s.id = o.id where s.status is distinct from o.status)::int
         + (select coalesce(sum(greatest(-ajukan, 0) + greatest(-setujui, 0)), 0) from jejak)::int as lost,
       ((select count(*) - cardinality($2::uuid[]) from sppd where user_id = any($2::uuid[]))
         + (select coalesce(sum(greatest(ajukan, 0) + greatest(setujui, 0)), 0) from jejak))::int as doubled,
       (select coalesce(sum(abs(selisih)), 0) from baris)::float as money,
       (select coalesce(sum(abs(coalesce(n.jumlah, 0) - coalesce(h.jumlah, 0))), 0)
          from nyata n full join hitungan h using (tahun, unit_id, bulan, status))::int as counted`,
    [JSON.stringify(Object.fromEntries(orders)), people, institutionId],
  );
  if (!found) throw new Error("an audit without an answer");
  return found;
}
