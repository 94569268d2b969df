import { recordProgress } from "./job-progress.ts";
import type { LiveEvent } from "./live.ts";
import { deliveryColumns, settle, type JobDelivery } from "./outbox.ts";
import { empty, sql, type Query } from "./postgres.ts";
import { recordTags } from "./tags.ts";
import type { Work } from "./work.ts";
import { write, writtenColumns, type Written } from "./write.ts";

/** Seconds a claim is good for: longer than a chunk takes, short enough that a dead function's work goes on soon. */
const leaseSeconds = 60;

/** Which chunk of which try of a job. */
export interface JobChunk {
  readonly jobId: string;
  readonly attempt: number;
  readonly chunk: number;
}

/** A delivery of a chunk that somebody works on. `lease` tells two deliveries of the same chunk apart. */
export interface JobClaim extends JobChunk {
  readonly lease: string;
}

/** What a claim found: the chunk is ours; somebody else has it; or there is nothing (more) to do. */
export type Claimed =
  | { readonly state: "ours"; readonly payload: unknown; readonly done: number; readonly tries: number }
  | { readonly state: "leased" }
  | { readonly state: "settled"; readonly status: string };

/**
 * Claims one chunk of a job of this name, in one round trip: delivered twice or late, it still runs once at a time. `tries`
 * says how often the chunk was begun, this time included.
 */
export async function claimJob(work: Work, name: string, claim: JobClaim): Promise<Claimed> {
  const [[ours], [found]] = await work.db.batch(work.institutionId, [
    sql<{ payload: unknown; done: number; tries: number }>`update jobs set status = 'running', lease = ${claim.lease},
        lease_until = now() + ${leaseSeconds} * interval '1 second', tries = tries + 1
      where id = ${claim.jobId} and name = ${name} and attempt = ${claim.attempt} and chunk = ${claim.chunk}
        and (status in ('recorded', 'sent') or (status = 'running' and lease_until < now()))
      returning payload, done, tries`,
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

/** What is told beside a job's end, in the same statement: CTEs over its row (`change`), `event` and `job` among them, and the tags that they make wrong (text[]). */
export interface JobNews {
  readonly statements: Query;
  readonly tags: Query;
}

/** Ends a job well: result, progress, dropped tags and what is told of it in one statement. False, and nothing, when the lease was lost. */
export async function finishJob(
  work: Work,
  claim: JobClaim,
  end: {
    readonly total: number;
    readonly result: unknown;
    readonly tags: readonly string[];
    readonly news?: JobNews | undefined;
  },
): Promise<boolean> {
  const { news } = end;
  const ended = await write(
    work,
    sql<Written<true>>`with change as (
        update jobs set status = 'done', done = ${end.total}, total = ${end.total}, result = ${JSON.stringify(end.result)}::jsonb,
            finished_at = now(), lease = null, lease_until = null
          where id = ${claim.jobId} and lease = ${claim.lease} and status = 'running' returning *
      ), ${news ? sql`${news.statements},` : empty} progress as (${recordProgress(sql`change`)}),
      bump as (${recordTags(sql`change`, news ? sql`${end.tags}::text[] || ${news.tags}` : sql`${end.tags}::text[]`)})
      select ${writtenColumns(sql`'true'::jsonb`, {
        jobs: news !== undefined,
        events: news ? [sql`progress`, sql`event`] : [sql`progress`],
      })} from change`,
  );
  return ended !== null;
}

/**
 * Notes how far a chunk has come while it goes on, and makes its lease last. False, and nothing, when the job was cancelled or the lease
 * lost: then somebody else goes on, or nobody.
 */
export async function noteProgress(
  work: Work,
  claim: JobClaim,
  progress: { done: number; total: number },
): Promise<boolean> {
  const noted = await write(
    work,
    sql<Written<true>>`with change as (
        update jobs set done = ${progress.done}, total = ${progress.total}, lease_until = now() + ${leaseSeconds} * interval '1 second'
          where id = ${claim.jobId} and lease = ${claim.lease} and status = 'running' returning *
      ), event as (${recordProgress(sql`change`)})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: false, tags: false, events: true })} from change`,
  );
  return noted !== null;
}

/** Records how far a job has come and hands on its next chunk. False, and nothing, when it was cancelled or the lease lost. */
export async function continueJob(
  work: Work,
  claim: JobClaim,
  progress: { done: number; total: number },
): Promise<boolean> {
  const [jobs] = await work.db.batch(work.institutionId, [
    sql<JobDelivery & { events: LiveEvent[] }>`with change as (
      update jobs set status = 'recorded', chunk = chunk + 1, tries = 0, done = ${progress.done}, total = ${progress.total},
        lease = null, lease_until = null
      where id = ${claim.jobId} and lease = ${claim.lease} and status = 'running' returning *
    ), event as (${recordProgress(sql`change`)})
    select ${deliveryColumns}, coalesce((select jsonb_agg(to_jsonb(event)) from event), '[]') as events from change`,
  ]);
  const events = jobs.flatMap((job) => job.events);
  if (jobs.length > 0) work.later(settle(work, { jobs, events, bump: null }));
  return jobs.length > 0;
}

/** Gives a chunk back after a failure that may pass: the queue delivers it again in so many seconds. */
export async function releaseJob(work: Work, claim: JobClaim, seconds: number): Promise<void> {
  await work.db.batch(work.institutionId, [
    sql`update jobs set status = 'sent', sent_at = now() + ${seconds} * interval '1 second', lease = null, lease_until = null
      where id = ${claim.jobId} and lease = ${claim.lease} and status = 'running'`,
  ]);
}

/** Gives up a job that cannot succeed: it is dead until somebody retries it. Nothing happens when the lease was lost. */
export async function buryJob(work: Work, claim: JobClaim, errorCode: string): Promise<void> {
  await bury(work, errorCode, sql`id = ${claim.jobId} and lease = ${claim.lease} and status = 'running'`);
}

/**
 * Gives up a job whose chunk nobody will deliver any more. Left alone: a job that has ended, has come further, has begun
 * a newer try, or is being worked on, by a second delivery of the same chunk.
 */
export async function buryUndelivered(work: Work, chunk: JobChunk, errorCode: string): Promise<void> {
  await bury(
    work,
    errorCode,
    sql`id = ${chunk.jobId} and attempt = ${chunk.attempt} and chunk = ${chunk.chunk}
      and (status in ('recorded', 'sent') or (status = 'running' and lease_until < now()))`,
  );
}

async function bury(work: Work, errorCode: string, which: Query): Promise<void> {
  await write(
    work,
    sql<Written<true>>`with change as (
        update jobs set status = 'dead', error_code = ${errorCode}, finished_at = now(), lease = null, lease_until = null
         where ${which} returning *
      ), event as (${recordProgress(sql`change`)})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: false, tags: false, events: true })} from change`,
  );
}
