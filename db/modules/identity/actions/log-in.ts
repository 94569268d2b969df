import type { Redis } from "@upstash/redis";
import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import { RedisAway } from "../../../core/redis.ts";
import type { Database } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { hashOfNobody, verifyPassword } from "../password.ts";
import type { Principal } from "../principal.ts";
import { findLogin, findSession } from "../reads.ts";
import { useFactor, type FactorOwner } from "./check-factor.ts";
import { dropSessions, keepSession, sessionMaxSeconds } from "../session.ts";
import { issueToken } from "../token.ts";

/** What a person gives to log in, and where they knock: the host decides the institution, else the slug they name. */
export interface LogIn {
  readonly identifier: string;
  readonly password: string;
  readonly host: string;
  readonly institution: string | null;
  /** A code of the authenticator app, or a recovery code: of those who have a second factor. */
  readonly otp?: string | undefined;
  /** Counts a try at somebody's second factor, who gave the right password; throws when there were too many. */
  readonly countFactor: (owner: FactorOwner) => Promise<void>;
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
  if (found.totp !== null) await checkFactor(work, { ...found, totp: found.totp }, input);

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

/** Asks for the second factor of those who have one, after the password: nothing is told to whoever lacks that. */
async function checkFactor(
  work: Pick<Work, "config" | "db">,
  { person, totp }: { readonly person: Omit<Principal, "session_id">; readonly totp: string },
  { otp, countFactor }: LogIn,
): Promise<void> {
  if (otp === undefined) throw new Problem("OTP_DIPERLUKAN");
  const owner = { institutionId: person.institution_id, userId: person.user_id, totp };
  await countFactor(owner);
  await useFactor(work, owner, otp);
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
