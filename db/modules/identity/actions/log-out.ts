import { sql } from "../../../core/postgres.ts";
import { RedisAway } from "../../../core/redis.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal } from "../principal.ts";
import { dropSessions } from "../session.ts";

/** Ends the session that asks. Redis ends it for those who look there, the table for when Redis is away. */
export async function logOut(work: Work, principal: Principal): Promise<void> {
  await work.db.batch(work.institutionId, [
    sql`update sessions set ended_at = now() where id = ${principal.session_id} and ended_at is null`,
  ]);
  try {
    await dropSessions(work.redis, work.institutionId, [principal.session_id]);
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error;
  }
}
