import * as z from "zod";
import { pageQuery, toPage, type Page } from "../../core/keyset.ts";
import { empty, sql, type Query } from "../../core/postgres.ts";
import type { Work } from "../../core/work.ts";
import type { Scope } from "../identity/principal.ts";

/** States of a job, in the order it passes through them. */
const jobStates = ["recorded", "sent", "running", "done", "dead", "cancelled"] as const;

/** A job as people see it: what, how far, with what result. */
export const jobView = z.object({
  id: z.uuid(),
  name: z.string(),
  status: z.enum(jobStates),
  done: z.number().int(),
  total: z.number().int(),
  attempt: z.number().int(),
  error_code: z.string().nullable(),
  result: z.unknown(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
});
export type JobView = z.infer<typeof jobView>;

export const jobsQuery = z.strictObject({ ...pageQuery, "filter[status]": z.enum(jobStates).optional() });

/** A row `j` of `jobs` as JSON. */
export const jobJson = sql`jsonb_build_object('id', j.id, 'name', j.name, 'status', j.status, 'done', j.done, 'total', j.total, 'attempt', j.attempt,
  'error_code', j.error_code, 'result', j.result, 'created_at', j.created_at, 'finished_at', j.finished_at)`;

/** One's own jobs, or all of them: jobs belong to whoever caused them, not to a unit. */
export function reachJobs(scope: Scope): Query {
  return scope.reach === "all" ? sql`true` : sql`j.created_by = ${scope.own.user_id}::uuid`;
}

/** A page of jobs, newest first. */
export async function readJobs(work: Work, scope: Scope, query: z.infer<typeof jobsQuery>): Promise<Page<JobView>> {
  const status = query["filter[status]"];
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{ job: JobView }>`select ${jobJson} as job from jobs j where ${reachJobs(scope)}
      ${status ? sql`and j.status = ${status}` : empty} ${query.setelah ? sql`and j.id < ${query.setelah}::uuid` : empty}
      order by j.id desc limit ${query.per_page + 1}`,
  ]);
  return toPage(
    rows.map((row) => row.job),
    query.per_page,
  );
}

/** A job within somebody's reach; null otherwise. */
export async function readJob(work: Work, scope: Scope, id: string): Promise<JobView | null> {
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{ job: JobView }>`select ${jobJson} as job from jobs j where j.id = ${id} and ${reachJobs(scope)}`,
  ]);
  return row?.job ?? null;
}
