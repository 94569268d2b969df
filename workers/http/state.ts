import type { Redis } from "@upstash/redis";
import { LRUCache } from "lru-cache";
import { RedisAway } from "../../db/core/redis.ts";
import { tagKey } from "../../db/core/tags.ts";
import type { Principal } from "../../db/modules/identity/principal.ts";
import { sessionIdleSeconds, sessionKey } from "../../db/modules/identity/session.ts";

/** How long an isolate believes what Redis said: a revoked session and a dropped tag are seen within a second. */
const memoMs = 900;

const sessions = new LRUCache<string, Principal | "none">({ max: 5_000, ttl: memoMs, ttlResolution: 0 });
const versions = new LRUCache<string, string>({ max: 20_000, ttl: memoMs, ttlResolution: 0 });
/** Tags this isolate has changed and not yet dropped in Redis: what is cached under them is wrong here and now. */
const pending = new Map<string, number>();

/** What Redis says of a request: whether its session stands, and the versions of its tags (null: not to be had). */
export interface State {
  readonly session: Principal | "none" | "unknown";
  readonly versions: readonly string[] | null;
}

/** Reads session and tag versions in one round trip, or none while the isolate remembers them. */
export async function readState(
  redis: Redis,
  wanted: { institutionId: string; sessionId: string; tags: readonly string[] },
): Promise<State> {
  const session = sessionKey(wanted.institutionId, wanted.sessionId);
  const tags = wanted.tags.map((tag) => tagKey(wanted.institutionId, tag));
  const knownSession = sessions.get(session);
  const missing = tags.filter((tag) => !versions.has(tag));
  if (knownSession && missing.length === 0) return { session: knownSession, versions: settled(tags) };
  try {
    const pipeline = redis.pipeline();
    if (!knownSession) pipeline.getex(session, { ex: sessionIdleSeconds });
    if (missing.length > 0) pipeline.mget(...missing);
    const results = await pipeline.exec<unknown[]>();
    const found = knownSession ?? (results.shift() as Principal | null) ?? "none";
    sessions.set(session, found);
    const values = (results.shift() ?? []) as (string | number | null)[];
    const read = new Map(missing.map((tag, index) => [tag, String(values[index] ?? 0)]));
    for (const [tag, version] of read) versions.set(tag, version);
    return { session: found, versions: settled(tags, read) };
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error;
    return { session: knownSession ?? "unknown", versions: null };
  }
}

/** Versions of tags, or null while one of them is being dropped. What was just read counts even if forgotten since. */
function settled(tags: readonly string[], read: ReadonlyMap<string, string> = new Map()): string[] | null {
  if (tags.some((tag) => pending.has(tag))) return null;
  const known = tags.map((tag) => read.get(tag) ?? versions.get(tag));
  return known.every((version) => version !== undefined) ? known : null;
}

/** Makes this isolate disbelieve what it has cached under tags that it changed, at once and until Redis knows. */
export function distrustTags(institutionId: string, tags: readonly string[], dropped: Promise<void>): void {
  const keys = tags.map((tag) => tagKey(institutionId, tag));
  for (const key of keys) {
    versions.delete(key);
    pending.set(key, (pending.get(key) ?? 0) + 1);
  }
  const trustAgain = () => {
    for (const key of keys) {
      versions.delete(key);
      const count = (pending.get(key) ?? 1) - 1;
      if (count > 0) pending.set(key, count);
      else pending.delete(key);
    }
  };
  // Even when Redis stayed away: the sweep drops the tag later, and until then versions cannot be read either.
  void dropped.then(trustAgain, trustAgain);
}

/** Forgets a session that this isolate has just ended. */
export function forgetSession(institutionId: string, sessionId: string): void {
  sessions.set(sessionKey(institutionId, sessionId), "none");
}
