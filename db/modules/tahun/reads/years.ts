import * as z from "zod";
import { only, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { STATUS_SPPD } from "../../sppd/rules/status.ts";

/** States in which an order holds nothing of its budget year any more, or not yet. */
const settled = ["draft", "ditolak", "selesai", "diarsipkan", "dibatalkan", "dibatalkan_terbit"];
const open = STATUS_SPPD.filter((status) => !settled.includes(status));

/** How many orders of a year are in each state that keeps it open. */
const openOrders = z.array(z.object({ status: z.string(), jumlah: z.number().int() }));

/** A budget year as it stands. Rupiah. */
export const yearView = z.object({
  tahun: z.number().int(),
  ditutup: z.boolean(),
  akun: z.number().int(),
  pagu: z.number().int(),
  komitmen: z.number().int(),
  realisasi: z.number().int(),
  terbuka: openOrders,
  jejak: z.array(z.object({ aksi: z.string(), oleh: z.string(), pada: z.string(), alasan: z.string().nullable() })),
});

/** The orders that keep a year open, by state: jsonb. One that was cancelled does while its costs are not settled. */
export function openInYear(tahun: number): Query {
  return sql`(select coalesce(jsonb_agg(to_jsonb(x) order by x.status), '[]') from (
    select s.status, count(*) as jumlah from anggaran a join sppd s on s.anggaran_id = a.id
     where a.tahun = ${tahun} and (s.status = any(${open}::text[]) or komitmen_sppd(s.status, s.total_estimasi, s.komitmen_lain) > 0) group by 1) x)`;
}

/** A budget year as finished JSON. One round trip. */
export async function readYear(work: Work, tahun: number): Promise<string> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{
      json: string;
    }>`select (jsonb_build_object('tahun', ${tahun}::int, 'ditutup', tahun_tertutup(${tahun}::int), 'terbuka', ${openInYear(tahun)},
        'jejak', coalesce((select jsonb_agg(jsonb_build_object('aksi', j.aksi, 'oleh', u.nama, 'pada', j.created_at, 'alasan', j.alasan) order by j.id)
          from tahun_jejak j join users u on u.id = j.oleh where j.tahun = ${tahun}), '[]'))
      || (select jsonb_build_object('akun', count(*), 'pagu', coalesce(sum(pagu), 0), 'komitmen', coalesce(sum(komitmen), 0), 'realisasi', coalesce(sum(realisasi), 0))
        from anggaran where tahun = ${tahun}))::text as json`,
  ]);
  return only(rows).json;
}
