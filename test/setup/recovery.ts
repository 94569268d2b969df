import { inject } from "vitest";
import { sweep } from "./deliveries.ts";
import { until } from "./http.ts";
import { ownerRows } from "./institution.ts";

/** Of jobs that are still to be done, and of tags that are still to be dropped. */
const open = `select count(*)::int as open from (
    select 1 from jobs where institution_id = any($1) and status in ('recorded', 'sent', 'running')
    union all select 1 from tag_bumps where institution_id = any($1)) o`;

/**
 * Lets time pass after a fault until everything that was left undone in these institutions is done: leases run out, the
 * queue's retries come, the sweep runs. What is still undone after some rounds of that stays so, for the books to show.
 */
export async function recover(institutionIds: readonly string[]): Promise<void> {
  for (let round = 0; round < 6; round++) {
    // What is merely on its way comes to its end by itself.
    if (await isIdle(institutionIds, round === 0 ? 500 : 3_000)) return;
    await age(institutionIds);
    await advanceClock(24 * 60 * 60);
    await sweep();
  }
}

/** Whether nothing is left undone in these institutions, now or within so many milliseconds. */
export async function isIdle(institutionIds: readonly string[], ms = 15_000): Promise<boolean> {
  const left = async () => (await ownerRows<{ open: number }>(open, [institutionIds]))[0]?.open ?? 0;
  return (await until(left, (count) => count === 0, ms)) === 0;
}

/** Makes half an hour older what the sweep judges by its age. */
async function age(institutionIds: readonly string[]): Promise<void> {
  await ownerRows(
    `with aged as (
       update jobs set created_at = created_at - interval '30 minutes', sent_at = sent_at - interval '30 minutes',
           lease_until = lease_until - interval '30 minutes'
        where institution_id = any($1) and status in ('recorded', 'sent', 'running')
     ) update tag_bumps set created_at = created_at - interval '30 minutes' where institution_id = any($1)`,
    [institutionIds],
  );
}

/** Moves the queue's time ahead: its retries are due, what it remembers to deduplicate is forgotten. */
export async function advanceClock(seconds: number): Promise<void> {
  await fetch(`${inject("stack").urls.control}/clock/advance`, { method: "POST", body: JSON.stringify({ seconds }) });
}
