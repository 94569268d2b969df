import { LRUCache } from "lru-cache";
import { noteChange } from "../../db/core/cache.ts";
import { askRedis, RedisAway, scriptCommand, type Command } from "../../db/core/redis.ts";
import { askVersions, tagKey } from "../../db/core/tags.ts";
import type { Work } from "../../db/core/work.ts";
import {
  sessionIdleSeconds,
  sessionKey,
  type KeptSession,
  type ReplacedSession,
} from "../../db/modules/identity/session.ts";
import { tagsOfPerson } from "../../db/modules/identity/rules/tags.ts";
import { countLocally, countScript, judgeCounts, type Counted } from "./limits.ts";
import { Memo } from "./memo.ts";
import type { Spent } from "./quota.ts";

/** How long an isolate believes what Redis said: a revoked session and a dropped tag are seen within a second. */
const memoMs = 900;
/** Within this time the minute's sweep has dropped what could not be dropped at once. */
const sweptMs = 150_000;

/** A session as Redis knows it: it stands, another device took it over, or there is none. */
type KnownSession = KeptSession | "replaced" | "none";

const sessions = new Memo<KnownSession>(5_000, memoMs);
const versions = new Memo<string>(20_000, memoMs);

/** Counts the changes that this isolate has made, so that what was asked before one is not believed after it. */
let changes = 0;
/** Which change of this isolate was the last of a tag or a session. */
const changed = new LRUCache<string, number>({ max: 20_000 });
/** Tags changed here and not yet dropped in Redis, by that change: what is cached under them is wrong here and now. */
const pending = new LRUCache<string, number>({ max: 20_000, ttl: sweptMs, ttlResolution: 0 });

/** What Redis says of a request: whether its session stands, and the versions of its tags (null: not to be had). */
export interface State {
  readonly session: KnownSession | "unknown";
  /**
   * The versions of the tags of whoever asks and of their institution, joined (null: not to be had): what is kept of them under
   * another is out of date.
   */
  readonly personVersion: string | null;
  readonly versions: readonly string[] | null;
  readonly redisAway: boolean;
}

/**
 * Reads session and tag versions in one round trip, or none while the isolate remembers them. What is to be counted
 * exactly is counted in the same trip (`TERLALU_SERING`), or by this isolate while Redis is away.
 */
export async function readState(
  work: Pick<Work, "config" | "trace" | "later">,
  wanted: {
    institutionId: string;
    userId: string;
    sessionId: string;
    tags: readonly string[];
    counted: readonly Counted[];
  },
  spent: Spent[],
): Promise<State> {
  const { institutionId, counted } = wanted;
  const session = sessionKey(institutionId, wanted.sessionId);
  const now = Date.now();
  let kept = sessions.get(session, now);
  const tags = [...tagsOfPerson(wanted.userId), ...wanted.tags].map((tag) => tagKey(institutionId, tag));
  const known = tags.map((tag) => versions.get(tag, now));
  // Whoever has to ask for a session asks for all tags anew: the trip is the same, and others find them remembered.
  const unknown = tags.filter((tag, index) => (!kept || known[index] === undefined) && !isPending(tag));
  if (!kept || unknown.length > 0 || counted.length > 0) {
    try {
      const told = await ask(work, { sessions: kept ? [] : [session], tags: unknown, counted }, now);
      kept ??= told.sessions.get(session) ?? "none";
      for (const [index, tag] of tags.entries()) known[index] = told.versions.get(tag) ?? known[index];
      if (counted.length > 0) judgeCounts(counted, told.counts, spent);
    } catch (error) {
      if (!(error instanceof RedisAway)) throw error;
      countLocally(counted, spent);
      return { session: kept ?? "unknown", personVersion: null, versions: null, redisAway: true };
    }
  } else if (sessions.ending || versions.ending) {
    // Nobody waits for it; should it fail, whoever comes next asks.
    work.later(ask(work, { sessions: [], tags: [], counted }, now).catch(() => undefined));
  }
  const [person, institution, ...rest] = known;
  const settled = rest.every((version) => version !== undefined);
  const personVersion = person === undefined || institution === undefined ? null : person + institution;
  return { session: kept, personVersion, versions: settled ? rest : null, redisAway: false };
}

/**
 * Asks Redis, and for all that is in use here as well: a busy isolate makes a trip now and then for everybody, rather than
 * everybody their own.
 */
async function ask(
  work: Pick<Work, "config" | "trace">,
  wanted: { sessions: readonly string[]; tags: readonly string[]; counted: readonly Counted[] },
  now: number,
): Promise<{
  sessions: ReadonlyMap<string, KnownSession>;
  versions: ReadonlyMap<string, string | undefined>;
  counts: readonly number[];
}> {
  const asked = changes;
  const sessionKeys = [...new Set([...wanted.sessions, ...sessions.takeUsed(now)])];
  const tagKeys = [...new Set([...wanted.tags, ...versions.takeUsed(now)])];
  const commands: Command[] = sessionKeys.map((key) => ["getex", key, "ex", sessionIdleSeconds]);
  if (tagKeys.length > 0) commands.push(askVersions(tagKeys));
  if (wanted.counted.length > 0) commands.push(scriptCommand(...countScript(wanted.counted)));
  const results = commands.length > 0 ? await askRedis(work, commands) : [];
  const toldSessions = new Map(sessionKeys.map((key) => [key, readSession(results.shift() as string | null)]));
  const told = (tagKeys.length > 0 ? results.shift() : []) as string[];
  const toldVersions = new Map(tagKeys.map((key, index) => [key, told[index]]));
  // Only what was just read: one that is remembered is not believed any longer for being used.
  for (const [key, value] of toldSessions) if (isUnchanged(key, asked)) sessions.set(key, value);
  for (const [key, value] of toldVersions) if (value !== undefined && isUnchanged(key, asked)) versions.set(key, value);
  return { sessions: toldSessions, versions: toldVersions, counts: (results.shift() ?? []) as number[] };
}

function readSession(text: string | null): KnownSession {
  if (text === null) return "none";
  const told = JSON.parse(text) as KeptSession | ReplacedSession;
  return "akhir" in told ? "replaced" : told;
}

/** Whether a tag was changed here and is not yet dropped in Redis; mostly there are none. */
function isPending(tag: string): boolean {
  return pending.size > 0 && pending.has(tag);
}

/** Whether this isolate has not changed something since it asked for it. */
function isUnchanged(key: string, asked: number): boolean {
  return (changed.get(key) ?? 0) <= asked;
}

/**
 * Makes this isolate disbelieve what it has cached under tags that it changed, at once and until Redis knows. Should Redis
 * stay away, that is until the sweep must have told it.
 */
export function distrustTags(institutionId: string, tags: readonly string[], dropped: Promise<void>): void {
  const keys = tags.map((tag) => tagKey(institutionId, tag));
  const change = ++changes;
  noteChange();
  for (const key of keys) {
    versions.delete(key);
    changed.set(key, change);
    pending.set(key, change);
  }
  const trustAgain = () => {
    // A later change of the same tag waits for its own drop; an earlier one that failed is dropped with this one.
    for (const key of keys) if (pending.get(key) === change) pending.delete(key);
  };
  void dropped.then(trustAgain, () => undefined);
}

/** Remembers what was just read anew of a session; one that has ended here meanwhile stays ended. */
export function rememberSession(kept: KeptSession): void {
  const session = sessionKey(kept.person.institution_id, kept.person.session_id);
  if (typeof sessions.get(session, Date.now()) !== "string") sessions.set(session, kept);
}

/** Forgets a session that this isolate has just ended, or let another device take over. */
export function forgetSession(institutionId: string, sessionId: string, as: "none" | "replaced" = "none"): void {
  const session = sessionKey(institutionId, sessionId);
  changed.set(session, ++changes);
  sessions.set(session, as);
}
