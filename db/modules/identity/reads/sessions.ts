import * as z from "zod";
import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import { RedisAway } from "../../../core/redis.ts";
import type { Work } from "../../../core/work.ts";
import { aliveSessions, sessionMaxSeconds } from "../session.ts";

/** A session as its person sees it. */
export const sessionView = z.object({
  id: z.uuid(),
  /** Browser and system, or the name of a program. */
  perangkat: z.string(),
  sejak: z.string(),
});

/** One of these. */
export type SessionView = z.infer<typeof sessionView>;

/** More than these nobody looks through. */
const most = 100;

/**
 * Somebody's open sessions, newest first; `TIDAK_DITEMUKAN` when nobody has this id. Those that ended by inactivity are known to
 * Redis alone; while it cannot tell, they are shown.
 */
export async function listSessions(work: Work, userId: string): Promise<readonly SessionView[]> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{ sessions: SessionView[] }>`select coalesce((
        select jsonb_agg(jsonb_build_object('id', s.id, 'perangkat', s.perangkat, 'sejak', s.created_at) order by s.created_at desc, s.id)
          from (select * from sessions where user_id = u.id and ended_at is null
                   and created_at > now() - make_interval(secs => ${sessionMaxSeconds})
                 order by created_at desc, id limit ${most}) s), '[]') as sessions
      from users u where u.id = ${userId}`,
  ]);
  if (!found) throw new Problem("TIDAK_DITEMUKAN");
  try {
    const alive = await aliveSessions(
      work.redis,
      work.institutionId,
      found.sessions.map(({ id }) => id),
    );
    return found.sessions.filter(({ id }) => alive.has(id));
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error;
    return found.sessions;
  }
}
