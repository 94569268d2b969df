import { recordProgress } from "../../../core/job-progress.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Scope } from "../../identity/principal.ts";
import { jobJson, reachJobs, type JobView } from "../reads.ts";
import { explainJob } from "./explain.ts";

/** Cancels a job that has not ended; one that runs stops before its next chunk. */
export async function cancelJob(work: Work, scope: Scope, id: string): Promise<JobView> {
  const cancelled = await write(
    work,
    sql<Written<JobView>>`with j as (
        update jobs j set status = 'cancelled', finished_at = now(), lease = null, lease_until = null
         where j.id = ${id} and j.status in ('recorded', 'sent', 'running') and ${reachJobs(scope)} returning j.*
      ), event as (${recordProgress(sql`j`)})
      select ${writtenColumns(jobJson, { jobs: false, tags: false, events: true })} from j`,
  );
  if (cancelled) return cancelled;
  throw await explainJob(work, scope, id, "PEKERJAAN_SUDAH_SELESAI");
}
