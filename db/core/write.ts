import type { Aftermath } from "./outbox.ts";
import { settle } from "./outbox.ts";
import { sql, type Query } from "./postgres.ts";
import type { Work } from "./work.ts";

/** The row a write answers with: what the caller is told, and what is to be done after the commit. */
export interface Written<Answer> {
  readonly answer: Answer;
  readonly aftermath: Aftermath;
}

/**
 * The columns that end a write: `answer` (jsonb), and the aftermath gathered from its `job` and `bump` CTEs.
 * A statement without jobs passes `jobs: false`.
 */
export function writtenColumns(answer: Query, options: { jobs: boolean }): Query {
  const jobs = options.jobs ? sql`coalesce((select jsonb_agg(to_jsonb(job)) from job), '[]')` : sql`'[]'::jsonb`;
  return sql`${answer} as answer, jsonb_build_object('jobs', ${jobs},
    'bump', (select jsonb_build_object('id', bump.id, 'tags', bump.tags) from bump)) as aftermath`;
}

/**
 * Runs a write: one statement in one round trip, in which the row is locked, the transition checked, and the change, its
 * log, its jobs and its dropped tags are written from the locked row. Answers null when nothing was changed (the state
 * did not allow it): the caller then explains. Jobs are sent and caches dropped after the answer.
 */
export async function write<Answer>(
  work: Work,
  statement: Query<Written<Answer>>,
  before: readonly Query[] = [],
): Promise<Answer | null> {
  const results = await work.db.batch(work.institutionId, [...before, statement]);
  const [written] = (results.at(-1) ?? []) as Written<Answer>[];
  if (!written) return null;
  work.later(settle(work, written.aftermath));
  return written.answer;
}
