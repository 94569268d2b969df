import type { Redis } from "@upstash/redis";
import { newVersion, tagKey, versionSeconds } from "../../core/tags.ts";
import type { Principal } from "./principal.ts";

/** Seconds of inactivity after which a session ends. */
export const sessionIdleSeconds = 2 * 60 * 60;
/** Seconds after which a session ends however busy it is. */
export const sessionMaxSeconds = 12 * 60 * 60;

/** The Redis key under which a session is kept, and by which it stands. */
export function sessionKey(institutionId: string, sessionId: string): string {
  return `session:${institutionId}:${sessionId}`;
}

/** Seconds after which a person's name and roles are read again, should no change of theirs have said so before. */
export const personSeconds = 60 * 60;

/** The tag that a change of a person's name, roles or standing drops: sessions then read them again. */
export function personTag(userId: string): string {
  return `orang:${userId}`;
}

/** What Redis keeps of a session: who it is, when that was read (seconds), under which version of the person's tag. */
export interface KeptSession {
  readonly person: Principal;
  readonly dibaca: number;
  /** Null: not to be had when they were read. */
  readonly versi: string | null;
}

/** Keeps the person with the version of their tag as it is now. Text is joined, since both parts are JSON already. */
const keepNew = `
local version = redis.call('GET', KEYS[2])
if not version then
  version = ARGV[4]
  redis.call('SET', KEYS[2], version, 'EX', ARGV[5])
end
redis.call('SET', KEYS[1], '{"versi":"' .. version .. '","dibaca":' .. ARGV[2] .. ',"person":' .. ARGV[1] .. '}', 'EX', ARGV[3])
return 1`;

/** Lets a new session stand. */
export async function keepSession(redis: Redis, person: Principal): Promise<void> {
  const { institution_id: institution, session_id: session, user_id: user } = person;
  await redis.eval(
    keepNew,
    [sessionKey(institution, session), tagKey(institution, personTag(user))],
    [JSON.stringify(person), Math.floor(Date.now() / 1000), sessionIdleSeconds, newVersion(), versionSeconds],
  );
}

/** Replaces what is kept of a session that still stands; one that has ended meanwhile stays ended. */
export async function renewSession(redis: Redis, kept: KeptSession): Promise<void> {
  const { institution_id: institution, session_id: session } = kept.person;
  await redis.set(sessionKey(institution, session), kept, { ex: sessionIdleSeconds, xx: true });
}

/** Lets an API key stand where sessions do, as it was just read from the database. */
export async function keepKey(redis: Redis, kept: KeptSession): Promise<void> {
  const { institution_id: institution, session_id: session } = kept.person;
  await redis.set(sessionKey(institution, session), kept, { ex: sessionIdleSeconds });
}

/** The Redis key of the second since which Redis remembers sessions without a break. */
const memoryKey = "sessions:since";

/** Answers since when Redis remembers: since now, should it have forgotten even that. */
const tellMemory = `
local since = redis.call('GET', KEYS[1])
if not since then
  since = ARGV[1]
  redis.call('SET', KEYS[1], since)
end
return tonumber(since)`;

/**
 * Whether a session that Redis does not know may have been lost by Redis (flushed, replaced by an empty one) rather than ended by
 * inactivity: it is older than Redis's memory, and that is younger than the time after which a session ends. Its row in the
 * database then decides.
 */
export async function mayBeLost(redis: Redis, expires: number): Promise<boolean> {
  const now = Math.floor(Date.now() / 1000);
  const since = await redis.eval<number[], number>(tellMemory, [memoryKey], [now]);
  return expires - sessionMaxSeconds <= since && now - since < sessionIdleSeconds;
}

/** Ends sessions at once, everywhere (within what isolates remember). */
export async function dropSessions(redis: Redis, institutionId: string, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  await redis.del(...sessionIds.map((id) => sessionKey(institutionId, id)));
}
