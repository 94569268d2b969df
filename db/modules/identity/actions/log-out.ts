import { sql } from "../../../core/postgres.ts";
import { RedisAway } from "../../../core/redis.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../principal.ts";
import { dropSessions, personTag } from "../session.ts";

/**
 * Ends the session that asks. Redis ends it for those who look there, the table for when Redis is away or was; the person's
 * tag makes sure that a Redis which missed it asks the table when it is back. The row may still be on its way (it follows
 * the answer of a login), so it is written as ended.
 */
export async function logOut(work: Work, principal: Principal): Promise<void> {
  await write(
    work,
    sql<Written<true>>`with change as (
        insert into sessions (institution_id, id, user_id, ended_at)
        values (${work.institutionId}::uuid, ${principal.session_id}::uuid, ${principal.user_id}::uuid, now())
        on conflict (institution_id, id) do update set ended_at = coalesce(sessions.ended_at, excluded.ended_at)
        returning institution_id
      ), bump as (${recordTags(sql`change`, sql`${[personTag(principal.user_id)]}::text[]`)})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: false })} from change`,
  );
  try {
    await dropSessions(work.redis, work.institutionId, [principal.session_id]);
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error;
  }
}
