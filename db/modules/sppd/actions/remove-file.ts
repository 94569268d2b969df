import { DatabaseError, only, sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { letGo } from "../../../core/temporary-files.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Scope } from "../../identity/principal.ts";
import { byId, inScope } from "../reads/scope.ts";
import { actsFor, hasReported } from "../reads/traveller.ts";
import { JENIS_BERKAS } from "../rules/berkas.ts";

/** In which states an order gives a file of each kind back: those in which it takes it. */
const states = JSON.stringify(
  Object.fromEntries(Object.entries(JENIS_BERKAS).map(([kode, { status }]) => [kode, status])),
);

/**
 * Takes a file back, as long as the order would take it: what lies in the store is removed soon after. One that something refers to
 * (a report, a receipt's line, a cancellation) stays: `BERKAS_DIPAKAI`.
 */
export async function removeFile(work: Work, scope: Scope, id: string, fileId: string): Promise<void> {
  try {
    const removed = await write(
      work,
      sql<Written<true>>`
      with locked as (select s.* from sppd s where ${byId(id)} and ${inScope(scope)} for update),
      change as (
        delete from sppd_berkas b using locked where b.id = ${fileId}::uuid and b.sppd_id = locked.id
           and (${states}::jsonb -> b.jenis) ? locked.status and ${isFree(scope)}
        returning b.*
      ), gone as (${letGo(sql`change`, "uploads")})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: false, tags: false })} from change`,
    );
    if (removed) return;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === "23503") throw new Problem("BERKAS_DIPAKAI");
    throw error;
  }
  throw await explainKept(work, scope, id, fileId);
}

/** Whether nobody else's, not sent, and not named in a report that is being written. */
function isFree(scope: Scope): Query {
  return sql`(b.pegawai_id is null or (${actsFor(scope, sql`b.pegawai_id`)} and not ${hasReported(sql`b.pegawai_id`)}))
    and not exists (select from laporan_perjalanan l where l.sppd_id = locked.id and l.sppd_created_at = locked.created_at
      and (l.isi -> 'lampiran' ? b.id::text or l.isi -> 'foto' ? b.id::text))
    and not exists (select from sppd_pembatalan p where p.sppd_id = locked.id
      and (p.berkas_id = b.id or p.biaya @> jsonb_build_array(jsonb_build_object('berkas_id', b.id))))`;
}

async function explainKept(work: Work, scope: Scope, id: string, fileId: string): Promise<Problem> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{ status: string; jenis: string; fits: boolean; mine: boolean; reported: boolean }>`
      select s.status, b.jenis, (${states}::jsonb -> b.jenis) ? s.status as fits,
        b.pegawai_id is null or ${actsFor(scope, sql`b.pegawai_id`, sql`s`)} as mine, ${hasReported(sql`b.pegawai_id`, sql`s`)} as reported
      from sppd s join sppd_berkas b on b.sppd_id = s.id and b.id = ${fileId}::uuid where ${byId(id)} and ${inScope(scope)}`,
  ]);
  if (rows.length === 0) return new Problem("TIDAK_DITEMUKAN");
  const { status, jenis, fits, mine, reported } = only(rows);
  if (!fits) return new Problem("STATUS_TIDAK_SESUAI", { values: { aksi: `hapus_${jenis}`, status_sekarang: status } });
  if (!mine) return new Problem("PELAKSANA_TIDAK_DIKENAL");
  return new Problem(reported ? "LAPORAN_SUDAH_DIKIRIM" : "BERKAS_DIPAKAI");
}
