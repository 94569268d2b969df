import { recordJob } from "../../../core/outbox.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { jobs, type EksporDiminta } from "../jobs.ts";

/** Has a list written into a file. Whoever asks for the same again while it is under way is told of that one: a GET may be repeated. */
export async function startExport(work: Work, asked: EksporDiminta): Promise<{ job_id: string }> {
  const payload = sql`${JSON.stringify(asked)}::jsonb`;
  const started = await write(
    work,
    sql<Written<{ job_id: string }>>`with berjalan as (
      select j.id from jobs j where j.created_by = ${asked.oleh}::uuid and j.name = ${jobs.ekspor.name}
        and j.status in ('recorded', 'sent', 'running') and j.payload = ${payload} order by j.id desc limit 1
    ), baru as (select ${work.institutionId}::uuid as institution_id where not exists (select from berjalan)),
    job as (${recordJob(sql`baru`, { name: jobs.ekspor.name, payload, createdBy: asked.oleh, trace: work.trace })})
    select ${writtenColumns(sql`jsonb_build_object('job_id', x.id)`, { jobs: true, tags: false })}
      from (select id from berjalan union all select id from job) x`,
  );
  if (!started) throw new Error("an export that begins is always written");
  return started;
}
