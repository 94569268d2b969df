import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { byId } from "../reads/scope.ts";

/** Orders of which a traveller of this one owes the report, where the institution refuses them another trip. */
export function overdueOf(order: Query): Query<{ id: string }> {
  return sql`select l.sppd_id as id from sppd_pelaksana t join laporan_perjalanan l on l.pegawai_id = t.pegawai_id and l.status = 'draft'
    where t.sppd_id = ${order}.id and module_settings('sppd') ->> 'tunggakan_laporan' = 'tolak' and tenggat_laporan(l.harus_kembali) < app_today()`;
}

/** The same, once more, to say which. */
export async function findOverdue(work: Work, id: string): Promise<string[]> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{
      id: string;
    }>`select distinct terlambat.id from sppd s, lateral (${overdueOf(sql`s`)}) terlambat where ${byId(id)} order by 1`,
  ]);
  return rows.map((row) => row.id);
}
