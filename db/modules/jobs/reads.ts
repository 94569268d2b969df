import * as z from "zod";
import { defineList, nameList } from "../../core/list.ts";
import { readPage, turnOf } from "../../core/page.ts";
import { empty, join, sql, type Query } from "../../core/postgres.ts";
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

/** The list of jobs, newest first. */
export const jobList = defineList({
  filters: {
    status: nameList(jobStates, "Keadaan pekerjaan."),
    milik: z.enum(["saya"]).meta({ description: "Hanya yang saya sebabkan; tanpa ini semua yang dapat saya lihat" }),
  },
  also: {},
  sorts: {},
  columns: {
    id: { schema: jobView.shape.id, sql: sql`o.id` },
    name: { schema: jobView.shape.name, sql: sql`o.name` },
    status: { schema: jobView.shape.status, sql: sql`o.status` },
    done: { schema: jobView.shape.done, sql: sql`o.done` },
    total: { schema: jobView.shape.total, sql: sql`o.total` },
    attempt: { schema: jobView.shape.attempt, sql: sql`o.attempt` },
    error_code: { schema: jobView.shape.error_code, sql: sql`o.error_code` },
    result: { schema: jobView.shape.result, sql: sql`o.result` },
    created_at: { schema: jobView.shape.created_at, sql: sql`o.created_at` },
    finished_at: { schema: jobView.shape.finished_at, sql: sql`o.finished_at` },
  },
  relations: {},
});
export type JobsAsked = z.infer<typeof jobList.query>;

/** A row `j` of `jobs` as JSON. */
export const jobJson = sql`jsonb_build_object('id', j.id, 'name', j.name, 'status', j.status, 'done', j.done, 'total', j.total, 'attempt', j.attempt,
  'error_code', j.error_code, 'result', j.result, 'created_at', j.created_at, 'finished_at', j.finished_at)`;

/** One's own jobs, or all of them: jobs belong to whoever caused them, not to a unit. */
export function reachJobs(scope: Scope): Query {
  return scope.reach === "all" ? sql`true` : sql`j.created_by = ${scope.own.user_id}::uuid`;
}

/** A page of jobs for somebody, as finished JSON. */
export function readJobs(work: Work, scope: Scope, asked: JobsAsked, userId: string): Promise<string> {
  const own: Scope = { reach: "own", own: { user_id: userId, pegawai_id: null } };
  return readPage(work, jobList.list, asked, rowsOf(asked["filter[milik]"] === "saya" ? own : scope, asked));
}

/** One state after the other, as each is an index's order. */
function rowsOf(scope: Scope, asked: JobsAsked): Query {
  const { after, order, key, limit } = turnOf(jobList.list, asked, sql`j.id`);
  const read = (status: Query) =>
    sql`(select j.*, ${key} as kunci from jobs j where ${reachJobs(scope)} ${status} ${after} order by ${order} limit ${limit})`;
  const states = asked["filter[status]"];
  if (!states?.length) return read(empty);
  return join(
    states.map((state) => read(sql`and j.status = ${state}`)),
    " union all ",
  );
}

/** A job within somebody's reach; null otherwise. */
export async function readJob(work: Work, scope: Scope, id: string): Promise<JobView | null> {
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{ job: JobView }>`select ${jobJson} as job from jobs j where j.id = ${id} and ${reachJobs(scope)}`,
  ]);
  return row?.job ?? null;
}
