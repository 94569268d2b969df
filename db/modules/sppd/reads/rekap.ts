import * as z from "zod";
import { empty, only, sql, type Query } from "../../../core/postgres.ts";
import { formatParameter } from "../../../core/row-file-formats.ts";
import type { Reader } from "../../berkas/reads/exportable.ts";
import type { Scope } from "../../identity/principal.ts";
import type { BarisRekap } from "../rules/rekap.ts";
import { STATUS_BERSURAT } from "../rules/status.ts";
import { inScope } from "./scope.ts";

/** What a recapitulation gathers by, and of which budget year. */
export const rekapQuery = z.strictObject({
  ...formatParameter,
  per: z.enum(["unit", "pelaksana", "bulan"]),
  tahun: z.coerce
    .number()
    .int()
    .min(2020)
    .max(2100)
    .meta({ description: "Tahun anggaran.", examples: [2026] }),
});
export type RekapAsked = z.infer<typeof rekapQuery>;

const groups: Readonly<Record<RekapAsked["per"], Query>> = {
  unit: sql`k.id::text as kunci, k.nama, k.kode`,
  pelaksana: sql`g.id::text as kunci, nama_lengkap(g) as nama, coalesce(g.nip, '-') as kode`,
  bulan: sql`to_char(s.tanggal_berangkat, 'YYYY-MM') as kunci, to_char(s.tanggal_berangkat, 'YYYY-MM') as nama, '' as kode`,
};

/** A row of a recapitulation, and what it is gathered by. */
export interface RekapRow extends BarisRekap {
  readonly kunci: string;
}

/** What a row stands by. */
export type RekapKey = readonly [nama: string, kode: string, kunci: string];

/** How many rows it has. */
export async function countRekap({ work, scope }: Reader, asked: RekapAsked): Promise<number> {
  const [read] = await work.db.batch(work.institutionId, [
    sql<{ banyak: number }>`select count(*)::int as banyak from (${gathered(asked, scope)}) x`,
  ]);
  return only(read).banyak;
}

/** The trips of a budget year that have letters, gathered; at most `most` rows after this one. Rupiah. */
export async function readRekap(
  { work, scope }: Reader,
  asked: RekapAsked,
  { most, after }: { readonly most: number; readonly after: RekapKey | null },
): Promise<RekapRow[]> {
  const beyond =
    after === null
      ? empty
      : sql`where (x.nama, x.kode, x.kunci) > (${after[0]}::text, ${after[1]}::text, ${after[2]}::text)`;
  const [rows] = await work.db.batch(work.institutionId, [
    sql<RekapRow>`select x.* from (${gathered(asked, scope)}) x ${beyond} order by x.nama, x.kode, x.kunci limit ${most}`,
  ]);
  return rows;
}

function gathered({ per, tahun }: RekapAsked, scope: Scope): Query {
  return sql`select x.nama, x.kode, x.kunci, count(distinct x.id)::int as perjalanan, count(*)::int as orang, sum(x.hari)::int as hari,
      sum(x.total)::float8 as estimasi, sum(x.dibayar)::float8 as realisasi
    from (select s.id, t.total, coalesce(t.tanggal_kembali_nyata, s.tanggal_kembali) - s.tanggal_berangkat + 1 as hari, ${groups[per]},
        coalesce((select h.ditetapkan from sppd_spj h where h.sppd_id = t.sppd_id and h.pegawai_id = t.pegawai_id and exists (
          select from sppd_pembayaran p where p.sppd_id = t.sppd_id and p.pegawai_id = t.pegawai_id and p.jenis <> 'uang_muka')), 0) as dibayar
      from sppd s join sppd_pelaksana t on t.sppd_id = s.id join pegawai g on g.id = t.pegawai_id join unit_kerja k on k.id = s.unit_id
     where s.tahun_anggaran = ${tahun} and s.created_at >= awal_tahun(${tahun} - 1)
       and s.created_at < make_timestamp(${tahun} + 1, 2, 1, 0, 0, 0) at time zone 'UTC' and s.status = any(${STATUS_BERSURAT}::text[]) and ${inScope(scope)}) x
    group by x.kunci, x.nama, x.kode`;
}
