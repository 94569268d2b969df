import { recordProgress } from "../../../core/job-progress.ts";
import { deliveryColumns } from "../../../core/outbox.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Scope } from "../../identity/principal.ts";
import { jobJson, reachJobs, type JobView } from "../reads.ts";
import { explainJob } from "./explain.ts";

/** Sends a dead or cancelled job again, from its checkpoint, as a new attempt that the queue does not take for a double. */
export async function retryJob(work: Work, scope: Scope, id: string): Promise<JobView> {
  const retried = await write(
    work,
    sql<Written<JobView>>`with j as (
        update jobs j set status = 'recorded', attempt = attempt + 1, error_code = null, finished_at = null,
            lease = null, lease_until = null, tries = 0, traceparent = ${work.trace.traceparent}
         where j.id = ${id} and j.status in ('dead', 'cancelled') and ${reachJobs(scope)} returning j.*
      ), job as (select ${deliveryColumns} from j), event as (${recordProgress(sql`j`)})
      select ${writtenColumns(jobJson, { jobs: true, tags: false, events: true })} from j`,
  );
  if (retried) return retried;
  throw await explainJob(work, scope, id, "PEKERJAAN_MASIH_BERJALAN");
}
