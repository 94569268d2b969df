import type { JobDelivery } from "./outbox.ts";
import { settle } from "./outbox.ts";
import { sql } from "./postgres.ts";
import { recordTags } from "./tags.ts";
import type { Work } from "./work.ts";
import { write, writtenColumns, type Written } from "./write.ts";

/** Seconds a claim is good for: longer than a chunk takes, short enough that a dead function's work goes on soon. */
const leaseSeconds = 60;

/** Which delivery of which job somebody works on. `lease` tells two deliveries of the same chunk apart. */
export interface JobClaim {
  readonly jobId: string;
  readonly attempt: number;
  readonly chunk: number;
  readonly lease: string;
}

/** What a claim found: the chunk is ours; somebody else has it; or there is nothing (more) to do. */
export type Claimed =
  | { readonly state: "ours"; readonly payload: unknown; readonly done: number }
  | { readonly state: "leased" }
  | { readonly state: "settled"; readonly status: string };

/** Claims one chunk of a job, in one round trip: delivered twice or late, it still runs once at a time. */
export async function claimJob(work: Work, claim: JobClaim): Promise<Claimed> {
  const [[ours], [found]] = await work.db.batch(work.institutionId, [
    sql<{ payload: unknown; done: number }>`update jobs set status = 'running', lease = ${claim.lease},
        lease_until = now() + ${leaseSeconds} * interval '1 second'
      where id = ${claim.jobId} and attempt = ${claim.attempt} and chunk = ${claim.chunk}
        and (status in ('recorded', 'sent') or (status = 'running' and lease_until < now()))
      returning payload, done`,
    sql<{
      status: string;
      current: boolean;
    }>`select status, attempt = ${claim.attempt} and chunk = ${claim.chunk} as current
      from jobs where id = ${claim.jobId}`,
  ]);
  if (ours) return { state: "ours", ...ours };
  if (found?.status === "running" && found.current) return { state: "leased" };
  return { state: "settled", status: found?.status ?? "unknown" };
}

/** Ends a job well: result, progress and dropped tags in one statement. Nothing happens when the lease was lost. */
export async function finishJob(
  work: Work,
  claim: JobClaim,
  end: { readonly total: number; readonly result: unknown; readonly tags: readonly string[] },
): Promise<void> {
  await write(
    work,
    sql<Written<null>>`with change as (
        update jobs set status = 'done', done = ${end.total}, total = ${end.total}, result = ${JSON.stringify(end.result)}::jsonb,
            finished_at = now(), lease = null, lease_until = null
          where id = ${claim.jobId} and lease = ${claim.lease} and status = 'running' returning institution_id, id
      ), bump as (${recordTags(sql`change`, sql`${end.tags}::text[]`)})
      select ${writtenColumns(sql`'null'::jsonb`, { jobs: false })} from change`,
  );
}

/** Records how far a job has come and hands on its next chunk. */
export async function continueJob(
  work: Work,
  claim: JobClaim,
  progress: { done: number; total: number },
): Promise<void> {
  const [jobs] = await work.db.batch(work.institutionId, [
    sql<JobDelivery>`update jobs set status = 'recorded', chunk = chunk + 1, done = ${progress.done}, total = ${progress.total},
        lease = null, lease_until = null
      where id = ${claim.jobId} and lease = ${claim.lease} and status = 'running' returning institution_id, id, name, attempt, chunk`,
  ]);
  if (jobs.length > 0) work.later(settle(work, { jobs, bump: null }));
}

/** Gives a chunk back after a failure that may pass: the queue delivers it again, later and later. */
export async function releaseJob(work: Work, claim: JobClaim): Promise<void> {
  await work.db.batch(work.institutionId, [
    sql`update jobs set status = 'sent', lease = null, lease_until = null
      where id = ${claim.jobId} and lease = ${claim.lease} and status = 'running'`,
  ]);
}

/** Gives a job up: it is dead until somebody retries it. A job that has ended, or begun a newer try, is left alone. */
export async function buryJob(work: Work, job: { jobId: string; attempt: number }, errorCode: string): Promise<void> {
  await work.db.batch(work.institutionId, [
    sql`update jobs set status = 'dead', error_code = ${errorCode}, finished_at = now(), lease = null, lease_until = null
      where id = ${job.jobId} and attempt = ${job.attempt} and status in ('recorded', 'sent', 'running')`,
  ]);
}
