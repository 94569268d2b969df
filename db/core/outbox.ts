import { Client } from "@upstash/qstash";
import type { Config } from "./env.ts";
import { forgetEvents, type LiveEvent } from "./live.ts";
import { within } from "./patience.ts";
import { sql, type Query } from "./postgres.ts";
import { bumpTagsSurely } from "./tags.ts";
import { span, type Trace } from "./trace.ts";
import type { Work } from "./work.ts";

/** One delivery to be made: a job, which try of it, which chunk of that try. */
export interface JobDelivery {
  readonly institution_id: string;
  readonly id: string;
  readonly name: string;
  readonly attempt: number;
  readonly chunk: number;
  /** Where it was caused, so that its trace goes on behind. */
  readonly traceparent: string | null;
}

/** What a statement that makes a delivery due returns of its job. */
export const deliveryColumns = sql`institution_id, id, name, attempt, chunk, traceparent`;

/** What a write left to be done after its commit. */
export interface Aftermath {
  readonly jobs: readonly JobDelivery[];
  readonly events?: readonly LiveEvent[];
  readonly bump: { readonly id: string; readonly tags: readonly string[] } | null;
}

/**
 * The CTE body that records a job in the statement that causes it. `from` is the CTE whose rows prove that the change
 * happened; `payload` is jsonb over its columns and carries ids, never documents. Returns what `JobDelivery` needs.
 */
export function recordJob(from: Query, job: { name: string; payload: Query; createdBy: string; trace: Trace }): Query {
  return sql`insert into jobs (institution_id, name, payload, created_by, traceparent)
    select institution_id, ${job.name}, ${job.payload}, ${job.createdBy}::uuid, ${job.trace.traceparent} from ${from}
    returning ${deliveryColumns}`;
}

/** Messages that one request to the queue carries at the most. */
const perBatch = 100;
/** How long the queue is waited for. What it took all the same it takes for a double when it is sent again. */
const patienceMs = 5_000;

/**
 * Hands deliveries to QStash. Sending one again is harmless: the queue drops doubles and the runner claims once. `again`
 * makes a delivery another one to the queue.
 */
export async function publishJobs(
  config: Config,
  trace: Trace,
  jobs: readonly JobDelivery[],
  again = "",
): Promise<void> {
  const client = new Client({
    baseUrl: config.QSTASH_URL,
    token: config.QSTASH_TOKEN,
    retry: false,
    enableTelemetry: false,
  });
  for (let from = 0; from < jobs.length; from += perBatch) {
    const messages = jobs.slice(from, from + perBatch).map((job) => ({
      url: `${config.FUNCTIONS_URL}/jobs/${job.name}`,
      body: { institution_id: job.institution_id, job_id: job.id, attempt: job.attempt, chunk: job.chunk },
      headers: { traceparent: job.traceparent ?? trace.traceparent },
      deduplicationId: `${job.id}-${job.attempt}-${job.chunk}${again}`,
      failureCallback: `${config.FUNCTIONS_URL}/jobs/failed`,
      retries: 5,
    }));
    const sent = await span(trace, "queue", () => within(patienceMs, client.batchJSON(messages)));
    if (sent === "late") throw new Error("the queue did not answer in time");
  }
}

/**
 * Marks published deliveries as sent. One that already runs keeps its state, and so does a job that has come to its next
 * chunk meanwhile: that one is not sent yet.
 */
export function markSent(jobs: readonly JobDelivery[]): Query {
  return sql`update jobs j set status = 'sent', sent_at = now()
    from unnest(${jobs.map(({ id }) => id)}::uuid[], ${jobs.map(({ attempt }) => attempt)}::int[],
      ${jobs.map(({ chunk }) => chunk)}::int[]) published(id, attempt, chunk)
    where j.id = published.id and j.attempt = published.attempt and j.chunk = published.chunk and j.status = 'recorded'`;
}

/**
 * Does after the commit what the commit promised: drops tags, sends jobs, tells open pages, notes what is done. What fails stays
 * recorded, and the minute's sweep does it later.
 */
export async function settle(work: Work, aftermath: Aftermath): Promise<void> {
  const { bump, jobs, events = [] } = aftermath;
  const dropped = bump ? bumpTagsSurely(work.redis, work.institutionId, bump.tags) : Promise.resolve();
  if (bump) work.onTags(bump.tags, dropped);
  const tags = bump?.tags ?? [];
  const [drop, sent, told] = await Promise.allSettled([
    dropped,
    publishJobs(work.config, work.trace, jobs),
    events.length + tags.length > 0 ? work.live(work.institutionId, { events, tags }) : undefined,
  ]);
  const done: Query[] = [];
  if (bump && drop.status === "fulfilled") done.push(sql`delete from tag_bumps where id = ${bump.id}`);
  if (jobs.length > 0 && sent.status === "fulfilled") done.push(markSent(jobs));
  if (events.length > 0 && told.status === "fulfilled") done.push(forgetEvents(events));
  if (done.length > 0) await work.db.batch(work.institutionId, done);
}
