import type * as z from "zod";
import { recordJob } from "../../../core/outbox.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { runs } from "../jobs.ts";
import { rehearsed, type rehearsal } from "../reads/due.ts";

/** Records the jobs of this week for what is old, of every institution where it is the night of a Sunday; the sweep sends them. */
export async function startArchiving(nobody: Work): Promise<void> {
  await nobody.db.batch(null, [sql`select record_archiving()`]);
}

/** Has what is old of an institution dealt with now, of one kind. While a run of that is under way, it is told of that one. */
export async function startRun(work: Work, userId: string, what: keyof typeof runs): Promise<{ job_id: string }> {
  const { name } = runs[what];
  const started = await write(
    work,
    sql<Written<{ job_id: string }>>`with berjalan as (
      select j.id from jobs j where j.name = ${name} and j.status in ('recorded', 'sent', 'running') order by j.id desc limit 1
    ), baru as (select ${work.institutionId}::uuid as institution_id where not exists (select from berjalan)),
    job as (${recordJob(sql`baru`, { name, payload: sql`jsonb_build_object('hari', app_today())`, createdBy: userId, trace: work.trace })})
    select ${writtenColumns(sql`jsonb_build_object('job_id', x.id)`, { jobs: true, tags: false })}
      from (select id from berjalan union all select id from job) x`,
  );
  if (!started) throw new Error("a run that begins is always written");
  return started;
}

/** Says what runs would do, and does nothing. */
export async function rehearse(work: Work): Promise<z.infer<typeof rehearsal>> {
  const told = await write(
    work,
    sql<Written<z.infer<typeof rehearsal>>>`select ${writtenColumns(rehearsed, { jobs: false, tags: false })}`,
  );
  if (!told) throw new Error("a rehearsal is always told of");
  return told;
}
