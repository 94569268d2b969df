import { recordEvents } from "./live.ts";
import { sql, type Query } from "./postgres.ts";

/**
 * The CTE body that has whoever caused a job hear how far it is. `from` are rows of `jobs` as they were just changed; what the
 * clock caused concerns nobody.
 */
export function recordProgress(from: Query): Query {
  return recordEvents(sql`(select * from ${from} where created_by is not null)`, {
    type: "job.progress",
    data: sql`jsonb_build_object('id', e.id, 'name', e.name, 'status', e.status, 'done', e.done, 'total', e.total, 'error_code', e.error_code)`,
    untuk: sql`jsonb_build_object('orang', e.created_by)`,
  });
}
