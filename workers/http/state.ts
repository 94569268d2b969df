import type { Redis } from "@upstash/redis";
import { LRUCache } from "lru-cache";
import { RedisAway } from "../../db/core/redis.ts";
import { tagKey } from "../../db/core/tags.ts";
import { personTag, sessionIdleSeconds, sessionKey, type KeptSession } from "../../db/modules/identity/session.ts";
import { countLocally, countScript, judgeCounts, type Counted } from "./limits.ts";
import type { Spent } from "./quota.ts";

/** How long an isolate believes what Redis said: a revoked session and a dropped tag are seen within a second. */
const memoMs = 900;

const sessions = new LRUCache<string, KeptSession | "none">({ max: 5_000, ttl: memoMs, ttlResolution: 0 });
const versions = new LRUCache<string, string>({ max: 20_000, ttl: memoMs, ttlResolution: 0 });
/** Tags this isolate has changed and not yet dropped in Redis: what is cached under them is wrong here and now. */
const pending = new Map<string, number>();

/** What Redis says of a request: whether its session stands, and the versions of its tags (null: not to be had). */
export interface State {
  readonly session: KeptSession | "none" | "unknown";
  /** The version of the tag of whoever asks (null: not to be had): what is kept of them under another is out of date. */
  readonly personVersion: string | null;
  readonly versions: readonly string[] | null;
}

/**
 * Reads session and tag versions in one round trip, or none while the isolate remembers them. What is to be counted
 * exactly is counted in the same trip (`TERLALU_SERING`), or by this isolate while Redis is away.
 */
export async function readState(
  redis: Redis,
  wanted: {
    institutionId: string;
    userId: string;
    sessionId: string;
    tags: readonly string[];
    counted: readonly Counted[];
  },
  spent: Spent[],
): Promise<State> {
  const { counted } = wanted;
  const session = sessionKey(wanted.institutionId, wanted.sessionId);
  const person = tagKey(wanted.institutionId, personTag(wanted.userId));
  const tags = wanted.tags.map((tag) => tagKey(wanted.institutionId, tag));
  const knownSession = sessions.get(session);
  const missing = [person, ...tags].filter((tag) => !versions.has(tag));
  const told = (found: KeptSession | "none", read?: ReadonlyMap<string, string>): State => ({
    session: found,
    personVersion: settled([person], read)?.[0] ?? null,
    versions: settled(tags, read),
  });
  if (knownSession && missing.length === 0 && counted.length === 0) return told(knownSession);
  try {
    const pipeline = redis.pipeline();
    if (!knownSession) pipeline.getex(session, { ex: sessionIdleSeconds });
    if (missing.length > 0) pipeline.mget(...missing);
    if (counted.length > 0) pipeline.eval(...countScript(counted));
    const results = await pipeline.exec<unknown[]>();
    const found = knownSession ?? (results.shift() as KeptSession | null) ?? "none";
    // Only what was just read: one that is remembered is not believed any longer for being used.
    if (!knownSession) sessions.set(session, found);
    const values = (missing.length > 0 ? results.shift() : []) as (string | number | null)[];
    const read = new Map(missing.map((tag, index) => [tag, String(values[index] ?? 0)]));
    for (const [tag, version] of read) versions.set(tag, version);
    if (counted.length > 0) judgeCounts(counted, results.shift() as number[], spent);
    return told(found, read);
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error;
    countLocally(counted, spent);
    return { session: knownSession ?? "unknown", personVersion: null, versions: null };
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

/** Remembers what was just read anew of a session. */
export function rememberSession(kept: KeptSession): void {
  sessions.set(sessionKey(kept.person.institution_id, kept.person.session_id), kept);
}

/** Forgets a session that this isolate has just ended. */
export function forgetSession(institutionId: string, sessionId: string): void {
  sessions.set(sessionKey(institutionId, sessionId), "none");
}
