import type { Redis } from "@upstash/redis";
import type { Principal } from "./principal.ts";

/** Seconds of inactivity after which a session ends. */
export const sessionIdleSeconds = 2 * 60 * 60;
/** Seconds after which a session ends however busy it is. */
export const sessionMaxSeconds = 7 * 24 * 60 * 60;
/** Seconds for which Redis tells a session that another device took over why it ended. */
export const replacedSeconds = 24 * 60 * 60;

/** The Redis key under which a session is kept, and by which it stands. */
export function sessionKey(institutionId: string, sessionId: string): string {
  return `session:${institutionId}:${sessionId}`;
}

/** The Redis key of a person's newest session: its number, a blank, its id. */
export function deviceKey(institutionId: string, userId: string): string {
  return `perangkat:${institutionId}:${userId}`;
}

/** Seconds after which a person's name and roles are read again, should no change of theirs have said so before. */
export const personSeconds = 6 * 60 * 60;

/** What Redis keeps of a session: who it is, when that was read (seconds), under which versions of the person's tags, joined. */
export interface KeptSession {
  readonly person: Principal;
  readonly dibaca: number;
  /** Null: not to be had when they were read. */
  readonly versi: string | null;
}

/** What Redis keeps in the place of a session that another device took over. */
export interface ReplacedSession {
  readonly akhir: "perangkat";
}

/** That as it is written: scripts compare texts. */
export const replacedText: string = JSON.stringify({ akhir: "perangkat" } satisfies ReplacedSession);

const keep = `
local kept = redis.call('GET', KEYS[1])
if ARGV[3] == 'itself' and (not kept or kept == ARGV[4]) then return 0 end
if ARGV[3] == 'nothing' and kept then return 0 end
local known = redis.call('GET', KEYS[2])
if ARGV[3] == 'newest' and known and tonumber(string.match(known, '^%d+')) > tonumber(string.match(ARGV[5], '^%d+')) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
if ARGV[3] == 'newest' or (ARGV[5] ~= '' and not known) then
  redis.call('SET', KEYS[2], ARGV[5], 'EX', ARGV[6])
end
return 1`;

/**
 * Keeps a session that the database says stands. `over` says what it may replace: `itself` (one that has ended meanwhile stays
 * ended), `nothing` (Redis lost it, and has not heard of it since), `newest` (anything, unless Redis knows of a session with a higher
 * number). By its number it becomes the one that the person's next login takes over.
 */
export async function keepSession(
  redis: Redis,
  kept: KeptSession,
  over: "itself" | "nothing" | "newest",
  nomor?: number,
): Promise<void> {
  const { institution_id: institution, session_id: session, user_id: user } = kept.person;
  await redis.eval(
    keep,
    [sessionKey(institution, session), deviceKey(institution, user)],
    [
      JSON.stringify(kept),
      sessionIdleSeconds,
      over,
      replacedText,
      nomor === undefined ? "" : `${nomor} ${session}`,
      sessionMaxSeconds,
    ],
  );
}

/** Whether what is kept of a person may still be taken for what they are: until it is hours old, or an office of theirs comes or goes. */
export function isYoung({ dibaca, person }: KeptSession): boolean {
  return Math.min(dibaca + personSeconds, person.berubah ?? Infinity) > Date.now() / 1000;
}

/** Lets an API key stand where sessions do, as it was just read from the database. */
export async function keepKey(redis: Redis, kept: KeptSession): Promise<void> {
  const { institution_id: institution, session_id: session } = kept.person;
  await redis.set(sessionKey(institution, session), kept, { ex: sessionIdleSeconds });
}

/** The Redis key of the second since which Redis remembers sessions without a break. */
export const memoryKey = "sessions:since";

/** Answers since when Redis remembers: since now, should it have forgotten even that. */
const tellMemory = `
local since = redis.call('GET', KEYS[1])
if not since then
  since = ARGV[1]
  redis.call('SET', KEYS[1], since)
end
return tonumber(since)`;

/**
 * Whether a session that Redis does not know may stand all the same; its row in the database then decides. It may have been lost by
 * Redis (flushed, replaced by an empty one) rather than ended by inactivity: it is older than Redis's memory, and that is
 * younger than the time after which a session ends. Or it began while Redis was away, and no longer ago than that.
 */
export async function mayStand(
  redis: Redis,
  { expires, durable = false }: { readonly expires: number; readonly durable?: boolean },
): Promise<boolean> {
  const now = Math.floor(Date.now() / 1000);
  const began = expires - sessionMaxSeconds;
  if (durable && now - began < sessionIdleSeconds) return true;
  const since = await redis.eval<number[], number>(tellMemory, [memoryKey], [now]);
  return began <= since && now - since < sessionIdleSeconds;
}

/** Which of some sessions may be alive for all that Redis knows: all of them, as long as it may have lost any. */
export async function aliveSessions(
  redis: Redis,
  institutionId: string,
  sessionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const now = Math.floor(Date.now() / 1000);
  const pipeline = redis.pipeline().eval(tellMemory, [memoryKey], [now]);
  for (const id of sessionIds) pipeline.exists(sessionKey(institutionId, id));
  const [since = now, ...existing] = await pipeline.exec<number[]>();
  return new Set(sessionIds.filter((_, index) => now - since < sessionIdleSeconds || existing[index] === 1));
}

/** Ends sessions at once, everywhere (within what isolates remember). */
export async function dropSessions(redis: Redis, institutionId: string, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  await redis.del(...sessionIds.map((id) => sessionKey(institutionId, id)));
}

/** As `dropSessions`, for sessions that another device took over: whoever asks with one is told so. */
export async function replaceSessions(
  redis: Redis,
  institutionId: string,
  sessionIds: readonly string[],
): Promise<void> {
  if (sessionIds.length === 0) return;
  const pipeline = redis.pipeline();
  for (const id of sessionIds) pipeline.set(sessionKey(institutionId, id), replacedText, { ex: replacedSeconds });
  await pipeline.exec();
}
