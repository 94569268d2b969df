import { recordEvents } from "../../../core/live.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import { RedisAway } from "../../../core/redis.ts";
import type { Work } from "../../../core/work.ts";
import { dropSessions } from "../session.ts";

/** Why somebody's sessions were ended for them. */
export type AlasanAkhir = "keluar" | "sandi" | "nonaktif" | "admin";

/**
 * The CTE body that ends the open sessions of the people in `from` (institution_id, id), all but one if it is named, in the statement
 * that makes them end. Returns institution_id, user_id and id of each. The statement drops `personTag` too, so that a Redis
 * which misses the end asks the table; after its commit `dropEnded` ends them at once.
 */
export function endSessions(from: Query, alasan: AlasanAkhir, except: string | null = null): Query {
  return sql`update sessions s set ended_at = now(), alasan = ${alasan} from ${from} o
    where s.institution_id = o.institution_id and s.user_id = o.id and s.ended_at is null and s.id is distinct from ${except}::uuid
    returning s.institution_id, s.user_id, s.id`;
}

/** The CTE body that has the open pages of ended sessions closed; `from` are their rows (institution_id, id). */
export function closePages(from: Query): Query {
  return recordEvents(from, { type: "session.ended", data: sql`jsonb_build_object('sesi', e.id)` });
}

/** Ends at once, after the commit, what the statement ended. While Redis is away, the dropped tag of the person does it once it is back. */
export async function dropEnded(
  work: Pick<Work, "redis" | "institutionId">,
  sessionIds: readonly string[],
): Promise<void> {
  try {
    await dropSessions(work.redis, work.institutionId, sessionIds);
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error;
  }
}
