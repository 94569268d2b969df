import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import { reachJobs, readJob, type JobView } from "../reads.ts";

/** Cancels a job that has not ended; one that runs stops before its next chunk. */
export async function cancelJob(work: Work, scope: Scope, id: string): Promise<JobView> {
  const [[cancelled]] = await work.db.batch(work.institutionId, [
    sql<{ id: string }>`update jobs j set status = 'cancelled', finished_at = now(), lease = null, lease_until = null
      where j.id = ${id} and j.status in ('recorded', 'sent', 'running') and ${reachJobs(scope)} returning j.id`,
  ]);
  const job = await readJob(work, scope, id);
  if (!job) throw new Problem("TIDAK_DITEMUKAN");
  if (!cancelled) throw new Problem("PEKERJAAN_SUDAH_SELESAI", { values: { status_sekarang: job.status } });
  return job;
}
