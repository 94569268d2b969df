import type { Redis } from "@upstash/redis";
import type { Principal } from "./principal.ts";

/** Seconds of inactivity after which a session ends. */
export const sessionIdleSeconds = 2 * 60 * 60;
/** Seconds after which a session ends however busy it is. */
export const sessionMaxSeconds = 12 * 60 * 60;

/** The Redis key under which a session's principal is kept, and by which it stands. */
export function sessionKey(institutionId: string, sessionId: string): string {
  return `session:${institutionId}:${sessionId}`;
}

/** Lets a session stand. */
export async function keepSession(redis: Redis, principal: Principal): Promise<void> {
  await redis.set(sessionKey(principal.institution_id, principal.session_id), principal, { ex: sessionIdleSeconds });
}

/** Ends sessions at once, everywhere (within what isolates remember). */
export async function dropSessions(redis: Redis, institutionId: string, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  await redis.del(...sessionIds.map((id) => sessionKey(institutionId, id)));
}
