import { claimStatements, keyTaken, recallAnswer } from "./idempotency.ts";
import { settle, type Aftermath } from "./outbox.ts";
import { DatabaseError, join, sql, type Query } from "./postgres.ts";
import type { Work } from "./work.ts";

/** The row a write answers with: what the caller is told, and what is to be done after the commit. */
export interface Written<Answer> {
  readonly answer: Answer;
  readonly aftermath: Aftermath;
}

/**
 * The columns that end a write: `answer` (jsonb; kept with the request's key, if it has one), and the aftermath gathered from its `job`, `bump`
 * and `event` CTEs. A statement without jobs passes `jobs: false`, one that makes nothing cached wrong `tags: false`, one that open pages
 * hear of `events: true`, or the CTEs of its events where there are several.
 */
export function writtenColumns(
  answer: Query,
  { jobs, tags = true, events = false }: { jobs: boolean; tags?: boolean; events?: boolean | readonly Query[] },
): Query {
  const due = jobs ? sql`coalesce((select jsonb_agg(to_jsonb(job)) from job), '[]')` : sql`'[]'::jsonb`;
  const bump = tags ? sql`(select jsonb_build_object('id', bump.id, 'tags', bump.tags) from bump)` : sql`null::jsonb`;
  const heard = events === true ? [sql`event`] : events || [];
  const told = heard.length
    ? sql`coalesce((select jsonb_agg(to_jsonb(e) order by e.id) from (${join(
        heard.map((from) => sql`select * from ${from}`),
        " union all ",
      )}) e), '[]')`
    : sql`'[]'::jsonb`;
  return sql`keep_answer(${answer}) as answer, jsonb_build_object('jobs', ${due}, 'bump', ${bump}, 'events', ${told}) as aftermath`;
}

/**
 * Runs a write: one statement in one round trip, in which the row is locked, the transition checked, and the change, its
 * log, its jobs and its dropped tags are written from the locked row. Answers null when nothing was changed (the state
 * did not allow it): the caller then explains. Jobs are sent and caches dropped after the answer. A write that was done
 * before under the request's idempotency key is not done again: its answer is.
 */
export async function write<Answer>(
  work: Work,
  statement: Query<Written<Answer>>,
  before: readonly Query[] = [],
): Promise<Answer | null> {
  const key = work.idempotency && claimStatements(work.idempotency);
  const first = key ? [key.claim, ...before] : before;
  try {
    const results = await work.db.batch(work.institutionId, [...first, statement, ...(key ? [key.release] : [])]);
    const [written] = (results[first.length] ?? []) as Written<Answer>[];
    if (!written) return null;
    work.later(settle(work, written.aftermath));
    return written.answer;
  } catch (error) {
    if (!work.idempotency || !(error instanceof DatabaseError) || error.code !== keyTaken) throw error;
    // Gone since: its week ended in this moment, and so the write is a new one.
    return (await recallAnswer<Answer>(work, work.idempotency)) ?? (await write(work, statement, before));
  }
}
