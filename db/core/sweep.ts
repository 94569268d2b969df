import { forgetEvents, liveColumns, type LiveEvent } from "./live.ts";
import { markSent, publishJobs, type JobDelivery } from "./outbox.ts";
import { sql } from "./postgres.ts";
import { bumpTags } from "./tags.ts";
import type { Work } from "./work.ts";

/** What is younger is left to the request that made it. */
const grace = "30 seconds";
/** How much is taken at a time, and how often at the most in one sweep. */
const most = 200;
const rounds = 10;
/** Institutions at once: a Worker has six connections, and each institution's part is one at a time. */
const atOnce = 6;

/** What a sweep did. */
export interface Swept {
  readonly jobs: number;
  readonly tags: number;
  readonly events: number;
}

/**
 * Does what requests recorded and could not finish, of every institution: sends jobs that were not sent (or whose
 * function died, or of which nothing was heard), drops tags that are still standing, and tells open pages what they were not told.
 */
export async function sweepOutbox(workFor: (institutionId: string) => Work): Promise<Swept> {
  const nobody = workFor("");
  let jobs = 0;
  let tags = 0;
  let events = 0;
  let seen = 0;
  for (let round = 0; round < rounds; round++) {
    const [due, bumps, untold] = await nobody.db.batch(null, [
      sql<JobDelivery & { overdue: boolean }>`select * from outbox_due(${grace}::interval, ${most})`,
      sql<RecordedBump>`select * from tag_bumps_due(${grace}::interval, ${most})`,
      sql<{ institution_id: string; id: string }>`select * from live_events_due(${grace}::interval, ${most})`,
    ]);
    // Tags first: what people see wrong is more urgent than what they wait for.
    tags += await forEach(bumps, (institutionId, mine) => drop(workFor(institutionId), mine));
    jobs += await forEach(due, (institutionId, mine) => send(workFor(institutionId), mine));
    events += await forEach(untold, (institutionId, mine) => tell(workFor(institutionId), mine));
    // What could not be done stays recorded; asking for it again at once would not help.
    seen += due.length + bumps.length + untold.length;
    if (jobs + tags + events < seen || Math.max(due.length, bumps.length, untold.length) < most) break;
  }
  return { jobs, tags, events };
}

/** Tags that a write recorded and nobody has dropped yet. */
interface RecordedBump {
  readonly institution_id: string;
  readonly id: string;
  readonly tags: string[];
}

/** Does something with the rows of each institution, some institutions at once; answers with how many rows it was done. */
async function forEach<Row extends { institution_id: string }>(
  rows: readonly Row[],
  work: (institutionId: string, mine: readonly Row[]) => Promise<void>,
): Promise<number> {
  const groups = [...byInstitution(rows)];
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let next = groups.pop(); next; next = groups.pop()) {
      const [institutionId, mine] = next;
      const rowsDone = await attempt(mine.length, () => work(institutionId, mine));
      done += rowsDone;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done;
}

/** How much of it was done: the queue being away must not keep tags from being dropped, nor Redis jobs from being sent. */
async function attempt(amount: number, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return amount;
  } catch (error) {
    console.error(JSON.stringify({ at: "sweep", error: String(error) }));
    return 0;
  }
}

async function drop(work: Work, bumps: readonly RecordedBump[]): Promise<void> {
  await bumpTags(work.redis, work.institutionId, [...new Set(bumps.flatMap((bump) => bump.tags))]);
  await work.db.batch(work.institutionId, [
    sql`delete from tag_bumps where id = any(${bumps.map(({ id }) => id)}::uuid[])`,
  ]);
}

async function tell(work: Work, due: readonly { readonly id: string }[]): Promise<void> {
  const [events] = await work.db.batch(work.institutionId, [
    sql<LiveEvent>`select ${liveColumns} from live_events where id = any(${due.map(({ id }) => id)}::uuid[]) order by id`,
  ]);
  // Whoever made them may have told them meanwhile.
  if (events.length > 0) await work.live(work.institutionId, { events, tags: [] });
  await work.db.batch(work.institutionId, [forgetEvents(events)]);
}

async function send(work: Work, jobs: readonly (JobDelivery & { overdue: boolean })[]): Promise<void> {
  const overdue = jobs.filter((job) => job.overdue);
  const unsent = jobs.filter((job) => !job.overdue);
  // A new round's message: the queue would take it for a double of the one that came to nothing.
  await publishJobs(work.config, work.trace, overdue, `-${Math.floor(Date.now() / 60_000)}`);
  await publishJobs(work.config, work.trace, unsent);
  const ids = overdue.map(({ id }) => id);
  await work.db.batch(work.institutionId, [
    markSent(unsent),
    sql`update jobs set status = 'sent', sent_at = now(), lease = null, lease_until = null
      where id = any(${ids}::uuid[]) and (status = 'sent' or (status = 'running' and lease_until < now()))`,
  ]);
}

function byInstitution<Row extends { institution_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.institution_id, [...(groups.get(row.institution_id) ?? []), row]);
  return groups;
}
