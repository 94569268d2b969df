import * as z from "zod";
import { only, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import { isiLaporan } from "../rules/laporan.ts";
import { byId, inScope } from "./scope.ts";

/** A traveller's report. It is late from the day after the one it was due, until it is sent. */
export const report = z.object({
  pegawai_id: z.uuid(),
  pelaksana: z.string(),
  status: z.enum(["draft", "dikirim", "diterima"]),
  versi: z.number().int(),
  harus_kembali: z.iso.date(),
  tenggat: z.iso.date(),
  terlambat: z.boolean(),
  dikirim_pada: z.string().nullable(),
  dikembalikan: z.object({ alasan: z.string(), oleh: z.string(), pada: z.string() }).nullable(),
  isi: isiLaporan,
});

/** The reports of an order within somebody's reach, in the order of its travellers; `TIDAK_DITEMUKAN` otherwise. None before the return. */
export async function readReports(work: Work, scope: Scope, id: string): Promise<z.input<typeof report>[]> {
  const [[reached], rows] = await work.db.batch(work.institutionId, [
    sql<{ id: string }>`select s.id from sppd s where ${byId(id)} and ${inScope(scope)}`,
    sql<{ data: z.input<typeof report>[] }>`
      select coalesce(jsonb_agg(jsonb_build_object('pegawai_id', l.pegawai_id, 'pelaksana', nama_lengkap(g), 'status', l.status, 'versi', l.versi,
        'harus_kembali', l.harus_kembali, 'tenggat', d.tenggat, 'terlambat', l.status = 'draft' and app_today() > d.tenggat,
        'dikirim_pada', l.dikirim_pada, 'dikembalikan', l.dikembalikan, 'isi', ${emptyReport}::jsonb || l.isi) order by t.urut), '[]') as data
      from laporan_perjalanan l join sppd_pelaksana t on t.sppd_id = l.sppd_id and t.pegawai_id = l.pegawai_id join pegawai g on g.id = l.pegawai_id,
        lateral (select tenggat_laporan(l.harus_kembali) as tenggat) d
     where l.sppd_id = ${id} and l.sppd_created_at = uuid_extract_timestamp(${id}::uuid)`,
  ]);
  if (!reached) throw new Problem("TIDAK_DITEMUKAN");
  return only(rows).data;
}

const emptyReport = JSON.stringify(isiLaporan.parse({}));
