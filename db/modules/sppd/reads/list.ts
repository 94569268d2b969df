import * as z from "zod";
import { pageQuery } from "../../../core/keyset.ts";
import { empty, only, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { madeIn, withinReach } from "./scope.ts";
import { STATUS_SPPD } from "../rules/status.ts";

/** What a list of orders can be asked for. A list is of one year (of creation); the current one by default. */
export const listQuery = z.strictObject({
  ...pageQuery,
  tahun: z.coerce
    .number()
    .int()
    .min(2020)
    .max(2100)
    .optional()
    .meta({ examples: [2026] }),
  "filter[status]": z.enum(STATUS_SPPD).optional(),
  "filter[unit]": z.uuid().optional(),
  "filter[dari]": z.iso.date().optional(),
  "filter[sampai]": z.iso.date().optional(),
  /** Orders that wait for a decision of whoever asks. */
  "filter[menunggu]": z.literal("saya").optional(),
});
export type ListQuery = z.infer<typeof listQuery>;

/** One order of a list. Money in rupiah. */
export const listedOrder = z.object({
  id: z.uuid(),
  status: z.enum(STATUS_SPPD),
  maksud: z.string(),
  tujuan: z.string(),
  tanggal_berangkat: z.iso.date(),
  tanggal_kembali: z.iso.date(),
  total_estimasi: z.number().int(),
  nomor_st: z.string().nullable(),
  unit: z.string(),
  pemohon: z.string(),
  pelaksana: z.array(z.object({ pegawai_id: z.uuid(), nama: z.string() })),
  persetujuan: z.array(z.object({ aksi: z.string(), oleh: z.string(), pada: z.string() })),
  level_menunggu: z.number().int().nullable(),
});

/** A page of orders within somebody's reach, newest first, as finished JSON: one round trip whatever it includes. */
export async function readOrders(work: Work, principal: Principal, scope: Scope, query: ListQuery): Promise<string> {
  const [rows] = await work.db.batch(work.institutionId, [pageOfOrders(principal, scope, query)]);
  return only(rows).json;
}

function pageOfOrders(principal: Principal, scope: Scope, query: ListQuery): Query<{ json: string }> {
  const status = query["filter[status]"];
  const unit = query["filter[unit]"];
  return sql`with halaman as (
      select s.* from sppd s
       where ${madeIn(query.tahun)}
         and ${withinReach(scope)}
         ${status ? sql`and s.status = ${status}` : empty}
         ${unit ? sql`and s.unit_id = ${unit}::uuid` : empty}
         ${departure(query)}
         ${query["filter[menunggu]"] ? waitingFor(principal) : empty}
         ${query.setelah ? sql`and s.id < ${query.setelah}::uuid` : empty}
       order by s.id desc limit ${query.per_page + 1}
    ), isi as (select * from halaman order by id desc limit ${query.per_page})
    select jsonb_build_object(
      'data', coalesce((select jsonb_agg(${listedJson} order by o.id desc) from isi o), '[]'),
      'berikutnya', case when (select count(*) from halaman) > ${query.per_page} then (select id from isi order by id limit 1) end)::text as json`;
}

const listedJson = sql`jsonb_build_object('id', o.id, 'status', o.status, 'maksud', o.maksud,
  'tujuan', (select w.nama from wilayah w where w.kode = o.tujuan_kode), 'tanggal_berangkat', o.tanggal_berangkat,
  'tanggal_kembali', o.tanggal_kembali, 'total_estimasi', o.total_estimasi, 'nomor_st', o.nomor_st,
  'unit', (select u.nama from unit_kerja u where u.id = o.unit_id), 'pemohon', (select u.nama from users u where u.id = o.user_id),
  'pelaksana', (select jsonb_agg(jsonb_build_object('pegawai_id', t.pegawai_id, 'nama', nama_lengkap(g)) order by t.urut)
    from sppd_pelaksana t join pegawai g on g.id = t.pegawai_id where t.sppd_id = o.id),
  'persetujuan', coalesce((select jsonb_agg(jsonb_build_object('aksi', l.aksi, 'oleh', u.nama, 'pada', l.created_at) order by l.id)
    from approval_logs l join users u on u.id = l.oleh
    where l.sppd_id = o.id and l.created_at >= o.created_at and l.aksi in ('setujui', 'kembalikan', 'tolak')), '[]'),
  'level_menunggu', o.level_menunggu)`;

/** Trips that touch these days. Their orders were made at most 300 days before departure and 31 after. */
function departure(query: ListQuery): Query {
  const from = query["filter[dari]"];
  const to = query["filter[sampai]"];
  return sql`${from ? sql`and s.tanggal_kembali >= ${from}::date` : empty} ${to ? sql`and s.tanggal_berangkat <= ${to}::date` : empty}`;
}

function waitingFor(principal: Principal): Query {
  return sql`and s.status = 'diajukan' and exists (
    select from pejabat p join unit_kerja k on k.id = s.unit_id and p.unit_id = any(k.jalur)
      join rantai_level l on p.jenis = any(l.jabatan)
     where p.pegawai_id = ${principal.pegawai_id}::uuid and sedang_menjabat(p) and l.level = s.level_menunggu)`;
}
