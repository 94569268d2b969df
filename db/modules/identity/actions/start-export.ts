import type * as z from "zod";
import { recordJob } from "../../../core/outbox.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { jobs } from "../jobs.ts";
import type { Principal } from "../principal.ts";
import type { saringanEkspor } from "../rules/ekspor.ts";

/** Has people written into a file that will lie under this key. */
export async function startExport(
  work: Work,
  principal: Principal,
  asked: z.infer<typeof saringanEkspor> & { readonly kunci: string },
): Promise<{ job_id: string }> {
  const started = await write(
    work,
    sql<Written<{ job_id: string }>>`
    with baru as (select ${work.institutionId}::uuid as institution_id),
    job as (${recordJob(sql`baru`, {
      name: jobs.ekspor.name,
      payload: sql`${JSON.stringify(asked)}::jsonb`,
      createdBy: principal.user_id,
      trace: work.trace,
    })})
    select ${writtenColumns(sql`jsonb_build_object('job_id', job.id)`, { jobs: true, tags: false })} from job`,
  );
  if (!started) throw new Error("an export that begins is always written");
  return started;
}
