import { recordJob } from "../../../core/outbox.ts";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { appoints } from "../authority.ts";
import { jobs } from "../jobs.ts";
import type { Principal } from "../principal.ts";
import { readImport } from "../reads/impor.ts";
import { hariBerkas } from "../rules/berkas.ts";

/**
 * Has the rows that were found right saved, once: `IMPOR_BELUM_SIAP` while they are looked at, and when it was asked for before;
 * `BERKAS_SUDAH_DIHAPUS` when it waited for longer than its file was kept. A sheet may give any role, so whoever has it saved must be one who gives any (`DI_LUAR_KEWENANGAN`), and no program.
 */
export async function commitImport(
  work: Work,
  principal: Principal,
  { id, undang }: { readonly id: string; readonly undang: boolean },
): Promise<{ id: string; job_id: string }> {
  if (!appoints(principal)) throw new Problem("DI_LUAR_KEWENANGAN");
  const started = await write(
    work,
    sql<Written<{ id: string; job_id: string }>>`
    with locked as (
      select i.institution_id, i.id, i.berkas from impor i join jobs j on j.id = i.periksa_job
       where i.id = ${id} and i.simpan_job is null and j.status = 'done'
         and exists (select from berkas_sementara b where b.kunci = i.berkas and b.sampai > now()) for update of i
    ),
    job as (${recordJob(sql`locked`, {
      name: jobs.imporSimpan.name,
      payload: sql`jsonb_build_object('impor_id', locked.id, 'oleh', ${principal.user_id}::uuid, 'undang', ${undang}::boolean)`,
      createdBy: principal.user_id,
      trace: work.trace,
    })}),
    kept as (
      update berkas_sementara b set sampai = now() + make_interval(days => ${hariBerkas.unggahanTersimpan}::integer)
        from locked where b.kunci = locked.berkas
    ),
    change as (update impor i set simpan_job = job.id from locked, job where i.id = locked.id returning i.id, i.simpan_job)
    select ${writtenColumns(sql`jsonb_build_object('id', change.id, 'job_id', change.simpan_job)`, { jobs: true, tags: false })} from change`,
  );
  if (started) return started;
  const found = await readImport(work, id);
  if (!found) throw new Problem("TIDAK_DITEMUKAN");
  if (found.status === "siap") throw new Problem("BERKAS_SUDAH_DIHAPUS");
  throw new Problem("IMPOR_BELUM_SIAP", { values: { status_sekarang: found.status } });
}
