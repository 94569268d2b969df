import { recordJob } from "../../../core/outbox.ts";
import { sql } from "../../../core/postgres.ts";
import { keepFile } from "../../../core/temporary-files.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { jobs } from "../jobs.ts";
import type { Principal } from "../principal.ts";
import { hariBerkas } from "../rules/berkas.ts";

/** Takes a file that was stored for an import, and has its rows looked at. */
export async function startImport(
  work: Work,
  principal: Principal,
  file: { readonly key: string; readonly nama: string; readonly ukuran: number },
): Promise<{ id: string; job_id: string }> {
  const started = await write(
    work,
    sql<Written<{ id: string; job_id: string }>>`
    with baru as materialized (select ${work.institutionId}::uuid as institution_id, uuidv7() as id),
    job as (${recordJob(sql`baru`, {
      name: jobs.imporPeriksa.name,
      payload: sql`jsonb_build_object('impor_id', baru.id)`,
      createdBy: principal.user_id,
      trace: work.trace,
    })}),
    kept as (${keepFile(work, "uploads", file.key, hariBerkas.unggahan)}),
    change as (
      insert into impor (institution_id, id, oleh, berkas, nama_berkas, ukuran, periksa_job)
      select baru.institution_id, baru.id, ${principal.user_id}::uuid, ${file.key}, ${file.nama}, ${file.ukuran}, job.id from baru, job
      returning id, periksa_job
    )
    select ${writtenColumns(sql`jsonb_build_object('id', change.id, 'job_id', change.periksa_job)`, { jobs: true, tags: false })} from change`,
  );
  if (!started) throw new Error("an import that begins is always written");
  return started;
}
