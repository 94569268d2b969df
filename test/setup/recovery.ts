import { inject } from "vitest";
import { sweep } from "./deliveries.ts";
import { until } from "./http.ts";
import { ownerRows } from "./institution.ts";

/** Of jobs that are still to be done, of tags that are still to be dropped, and of what pages were not told. */
const open = `select count(*)::int as open from (
    select 1 from jobs where institution_id = any($1) and status in ('recorded', 'sent', 'running')
    union all select 1 from tag_bumps where institution_id = any($1)
    union all select 1 from live_events where institution_id = any($1)) o`;

/**
 * Lets time pass after a fault until everything that was left undone in these institutions is done: leases run out, the
 * queue's retries come, the sweep runs. What some rounds of that bring no further stays so, for the books to show.
 */
export async function recover(institutionIds: readonly string[]): Promise<void> {
  let left = Number.POSITIVE_INFINITY;
  for (let idle = 0, ms = 500; idle < 6; ms = 3_000) {
    // What is merely on its way comes to its end by itself.
    if (await isIdle(institutionIds, ms)) return;
    await age(institutionIds);
    await advanceClock(24 * 60 * 60);
    await sweep();
    const now = await countOpen(institutionIds);
    idle = now < left ? 0 : idle + 1;
    left = now;
  }
}

/** Whether nothing is left undone in these institutions, now or before long: so many milliseconds, where told. */
export async function isIdle(institutionIds: readonly string[], ms?: number): Promise<boolean> {
  const left = await until(
    () => countOpen(institutionIds),
    (count) => count === 0,
    ms,
  );
  return left === 0;
}

async function countOpen(institutionIds: readonly string[]): Promise<number> {
  return (await ownerRows<{ open: number }>(open, [institutionIds]))[0]?.open ?? 0;
}

/** Makes half an hour older what the sweep judges by its age. */
async function age(institutionIds: readonly string[]): Promise<void> {
  await ownerRows(
    `with aged as (
       update jobs set created_at = created_at - interval '30 minutes', sent_at = sent_at - interval '30 minutes',
           lease_until = lease_until - interval '30 minutes'
        where institution_id = any($1) and status in ('recorded', 'sent', 'running')
     ), untold as (
       update live_events set created_at = created_at - interval '30 minutes' where institution_id = any($1)
     ) update tag_bumps set created_at = created_at - interval '30 minutes' where institution_id = any($1)`,
    [institutionIds],
  );
}

/** Moves the queue's time ahead: its retries are due, what it remembers to deduplicate is forgotten. */
export async function advanceClock(seconds: number): Promise<void> {
  await fetch(`${inject("stack").urls.control}/clock/advance`, { method: "POST", body: JSON.stringify({ seconds }) });
}
