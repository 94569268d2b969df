import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import { RedisAway } from "../../../core/redis.ts";
import type { Database } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { hashOfNobody, verifyPassword } from "../password.ts";
import type { Principal } from "../principal.ts";
import { findLogin } from "../reads.ts";
import { keepSession, sessionMaxSeconds } from "../session.ts";
import { issueToken } from "../token.ts";

/** What a person gives to log in, and where they knock: the host decides the institution, else the slug they name. */
export interface LogIn {
  readonly identifier: string;
  readonly password: string;
  readonly host: string;
  readonly institution: string | null;
}

/** A login that succeeded. */
export interface LoggedIn {
  readonly token: string;
  readonly expires: string;
  readonly principal: Principal;
}

/**
 * Logs somebody in: one database round trip before the answer. An unknown name and a wrong password take the same time
 * and give the same `IDENTITAS_ATAU_SANDI_SALAH`. The session's durable record follows the answer, unless Redis is
 * away: then it is what the session stands on, and is written first.
 */
export async function logIn(work: Omit<Work, "institutionId" | "onTags">, input: LogIn): Promise<LoggedIn> {
  const [[found]] = await work.db.batchFor({ host: input.host, slug: input.institution }, [
    findLogin(input.identifier.trim().toLowerCase()),
  ]);
  const known = await verifyPassword(found?.password_hash ?? hashOfNobody, input.password);
  if (!found || !known) throw new Problem("IDENTITAS_ATAU_SANDI_SALAH");

  const principal: Principal = { ...found.person, session_id: crypto.randomUUID() };
  const recorded = () => recordSession(work.db, principal);
  try {
    await keepSession(work.redis, principal);
    work.later(recorded());
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error;
    await recorded();
  }
  const expires = Math.floor(Date.now() / 1000) + sessionMaxSeconds;
  const token = await issueToken(work.config.SESSION_KEY, {
    institutionId: principal.institution_id,
    userId: principal.user_id,
    sessionId: principal.session_id,
    expires,
  });
  return { token, expires: new Date(expires * 1000).toISOString(), principal };
}

async function recordSession(db: Database, principal: Principal): Promise<void> {
  await db.batch(principal.institution_id, [
    sql`insert into sessions (institution_id, id, user_id) values (${principal.institution_id}, ${principal.session_id}, ${principal.user_id})`,
    sql`update users set last_login_at = now() where id = ${principal.user_id}`,
  ]);
}
