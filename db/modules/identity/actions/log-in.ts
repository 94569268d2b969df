import type { Redis } from "@upstash/redis";
import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import { RedisAway } from "../../../core/redis.ts";
import type { Database } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { hashOfNobody, verifyPassword } from "../password.ts";
import type { Principal } from "../principal.ts";
import { findLogin, findSession } from "../reads.ts";
import { dropSessions, keepSession, sessionMaxSeconds } from "../session.ts";
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
  const recorded = () => recordSession(work, principal);
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

/**
 * Writes the session's durable row, and looks once more at who it is of: should their roles have changed while they were
 * logging in, what Redis was told is out of date and does not know it.
 */
async function recordSession(work: { db: Database; redis: Redis }, principal: Principal): Promise<void> {
  const { institution_id: institution, session_id: session, user_id: user } = principal;
  const [, , [found]] = await work.db.batch(institution, [
    // Whoever has logged out again meanwhile has written it already, as ended.
    sql`insert into sessions (institution_id, id, user_id) values (${institution}, ${session}, ${user}) on conflict do nothing`,
    sql`update users set last_login_at = now() where id = ${user}`,
    findSession(session),
  ]);
  if (!found) {
    await dropSessions(work.redis, institution, [session]);
  } else {
    const now = { ...found.person, session_id: session };
    if (JSON.stringify(now) !== JSON.stringify(principal)) await keepSession(work.redis, now);
  }
}
