import { deliveryColumns, settle, type JobDelivery } from "../../../core/outbox.ts";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import { reachJobs, readJob, type JobView } from "../reads.ts";

/** Sends a dead or cancelled job again, from its checkpoint, as a new attempt that the queue does not take for a double. */
export async function retryJob(work: Work, scope: Scope, id: string): Promise<JobView> {
  const [[delivery]] = await work.db.batch(work.institutionId, [
    sql<JobDelivery>`update jobs j set status = 'recorded', attempt = attempt + 1, error_code = null, finished_at = null,
        lease = null, lease_until = null, tries = 0, traceparent = ${work.trace.traceparent}
      where j.id = ${id} and j.status in ('dead', 'cancelled') and ${reachJobs(scope)}
      returning ${deliveryColumns}`,
  ]);
  if (delivery) work.later(settle(work, { jobs: [delivery], bump: null }));
  const job = await readJob(work, scope, id);
  if (!job) throw new Problem("TIDAK_DITEMUKAN");
  if (!delivery) throw new Problem("PEKERJAAN_MASIH_BERJALAN", { values: { status_sekarang: job.status } });
  return job;
}
