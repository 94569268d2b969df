import { Problem } from "../../core/problem.ts";
import { RedisAway } from "../../core/redis.ts";
import type { Work } from "../../core/work.ts";
import { beginSession } from "./begin-session.ts";
import type { Principal } from "./principal.ts";
import type { Login } from "./reads.ts";
import { agreeWith, recordSession, recordSurely } from "./actions/record-session.ts";
import { sessionMaxSeconds } from "./session.ts";
import { issueToken } from "./token.ts";

/** From where somebody logs in. */
export interface Device {
  /** What they would recognise it by. */
  readonly perangkat: string;
  readonly alamat: string;
}

/** A session that has begun. */
export interface OpenedSession {
  readonly token: string;
  /** Until when at the latest, ISO. */
  readonly expires: string;
  readonly principal: Principal;
  /** The session that it took over, if one stood. */
  readonly menggantikan: string | null;
}

/**
 * Begins a session of somebody who has proved who they are: in Redis before the answer, in the database after it. While Redis is
 * away the database is what it stands on, and is written first. `PERANGKAT_LAIN_AKTIF` where the institution lets nobody in twice.
 */
export async function openSession(work: Work, login: Login, device: Device): Promise<OpenedSession> {
  const principal: Principal = { ...login.person, session_id: crypto.randomUUID() };
  const { sandi_sejak } = login;
  let menggantikan: string | null = null;
  let durable = false;
  try {
    const begun = await beginSession(work.redis, principal, login);
    if (!begun) throw new Problem("PERANGKAT_LAIN_AKTIF");
    ({ menggantikan } = begun);
    work.later(recordSurely(work, { principal, sandi_sejak, ...begun, ...device }));
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error;
    const begun = { principal, sandi_sejak, versi: null, menggantikan: null, ...device };
    const recorded = await recordSession(work, begun);
    if (recorded.ditolak) throw new Problem("PERANGKAT_LAIN_AKTIF");
    durable = true;
    // It may have heard of the session all the same, and only its answer was lost.
    work.later(agreeWith(work, begun, recorded));
  }
  const expires = Math.floor(Date.now() / 1000) + sessionMaxSeconds;
  const token = await issueToken(work.config.SESSION_KEY, {
    institutionId: principal.institution_id,
    userId: principal.user_id,
    sessionId: principal.session_id,
    expires,
    durable,
  });
  return { token, expires: new Date(expires * 1000).toISOString(), principal, menggantikan };
}
