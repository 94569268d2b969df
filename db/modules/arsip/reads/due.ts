import * as z from "zod";
import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { activityRehearsed } from "../../identity/reads/activity-sums.ts";
import { documentsRehearsed } from "./old-documents.ts";

/** Orders that may go today; the first condition is what the index of returns is read by. */
const due: Query = sql`sppd s where s.tanggal_kembali < (app_today() - interval '3 years')::date and siap_diarsipkan(s, app_today())`;

/** The ids of so many orders that may go today, those first that came back first. */
export async function readDue(work: Work, most: number): Promise<string[]> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{ id: string }>`select s.id from ${due} order by s.tanggal_kembali, s.id limit ${most}`,
  ]);
  return rows.map(({ id }) => id);
}

/** What runs would do, in numbers. */
export const rehearsal = z.object({
  jumlah: z.number().int(),
  per_status: z.array(z.object({ status: z.string(), jumlah: z.number().int() })),
  per_tahun: z.array(z.object({ tahun: z.number().int(), jumlah: z.number().int() })),
  /** Orders that stay because somebody holds them. */
  ditahan: z.number().int(),
  /** Of all their rows as text, before they are compressed; by the average of some of them. */
  perkiraan_byte: z.number().int(),
  dokumen: z.object({
    /** Documents that would be looked at, and the bytes of their files. */
    jumlah: z.number().int(),
    byte: z.number().int(),
    /** Files that lie compressed, and the bytes that are saved by it. */
    dimampatkan: z.number().int(),
    hemat_byte: z.number().int(),
    /** Files that are not what was recorded, or not there. */
    rusak: z.number().int(),
  }),
  catatan: z.object({
    /** Entries that would be summed up: those from before this instant, but for what is held. */
    jumlah: z.number().int(),
    sebelum: z.string(),
    ditahan: z.array(z.object({ user_id: z.uuid(), nama: z.string(), alasan: z.string(), sejak: z.string() })),
  }),
});

/** Orders whose rows are measured for the estimate. */
const measured = 20;

/** The same as jsonb, of what may go today. */
export const rehearsed: Query = sql`(with pergi as materialized (select s.id, s.status, extract(year from s.created_at at time zone 'UTC')::int as tahun from ${due})
  select jsonb_build_object('jumlah', (select count(*) from pergi),
    'per_status', coalesce((select jsonb_agg(to_jsonb(x) order by x.status) from (select status, count(*) as jumlah from pergi group by 1) x), '[]'),
    'per_tahun', coalesce((select jsonb_agg(to_jsonb(x) order by x.tahun) from (select tahun, count(*) as jumlah from pergi group by 1) x), '[]'),
    'ditahan', (select count(*) from arsip_tahanan),
    'perkiraan_byte', coalesce((select round(avg(octet_length(isi_sppd(p.id)))) from (select id from pergi order by id limit ${measured}) p) * (select count(*) from pergi), 0),
    'dokumen', ${documentsRehearsed}, 'catatan', ${activityRehearsed}))`;
