import { Problem } from "../../db/core/problem.ts";
import { RedisAway } from "../../db/core/redis.ts";
import type { Redis } from "@upstash/redis";
import type { EdgeEnv } from "./env.ts";
import type { Quota, Spent } from "./quota.ts";

/** The limits of wrangler.toml, counted per location by the platform itself: no round trip, and no telling what is left. */
export const bindingQuotas = {
  LIMIT_ADDRESS: { name: "alamat", limit: 3000, seconds: 60 },
  LIMIT_SESSION: { name: "sesi", limit: 1200, seconds: 60 },
} as const satisfies Record<string, Quota>;

/** Something to be counted exactly: against which quota, and of whom. */
export interface Counted {
  readonly quota: Quota;
  readonly whose: string;
}

/** The address a request comes from; Cloudflare overwrites the header, whatever a client sends. */
export function addressOf(request: Request): string {
  return request.headers.get("cf-connecting-ip") ?? "unknown";
}

/** Anonymous traffic, by address. */
export async function limitAddress(env: EdgeEnv, request: Request, spent: Spent[]): Promise<void> {
  await askBinding(env, "LIMIT_ADDRESS", addressOf(request), spent);
}

/** A logged-in person's traffic, by session: a campus behind one address shares no limit. */
export async function limitSession(env: EdgeEnv, sessionId: string, spent: Spent[]): Promise<void> {
  await askBinding(env, "LIMIT_SESSION", sessionId, spent);
}

async function askBinding(env: EdgeEnv, name: keyof typeof bindingQuotas, key: string, spent: Spent[]): Promise<void> {
  const quota = bindingQuotas[name];
  const { success } = await env[name].limit({ key });
  spent.push(success ? { quota } : { quota, left: { remaining: 0, reset: quota.seconds } });
  if (!success) throw new Problem("TERLALU_SERING", { retryAfter: quota.seconds });
}

/** Counts each key's window, which begins with its first try; answers tries and seconds left, key by key. */
const countTries = `
local counts = {}
for i, key in ipairs(KEYS) do
  local tries = redis.call('INCR', key)
  if tries == 1 then redis.call('EXPIRE', key, ARGV[i]) end
  counts[2 * i - 1] = tries
  counts[2 * i] = math.max(redis.call('TTL', key), 1)
end
return counts`;

/** The script that counts, with its keys and arguments: for a pipeline that asks Redis for other things as well. */
export function countScript(counted: readonly Counted[]): [script: string, keys: string[], args: number[]] {
  return [
    countTries,
    counted.map(({ quota, whose }) => `limit:${quota.name}:${whose}`),
    counted.map(({ quota }) => quota.seconds),
  ];
}

/** Notes what the script counted; throws `TERLALU_SERING`, with the longest wait, when any is over its quota. */
export function judgeCounts(counted: readonly Counted[], counts: readonly number[], spent: Spent[]): void {
  let wait = 0;
  for (const [index, { quota }] of counted.entries()) {
    const tries = counts[2 * index] ?? 0;
    const reset = counts[2 * index + 1] ?? quota.seconds;
    spent.push({ quota, left: { remaining: Math.max(0, quota.limit - tries), reset } });
    if (tries > quota.limit) wait = Math.max(wait, reset);
  }
  if (wait > 0) throw new Problem("TERLALU_SERING", { retryAfter: wait });
}

/** Tries of this isolate while Redis is away: far fewer than with it, so that nobody guesses on. */
const local = new Map<string, { readonly tries: number; readonly until: number }>();
const localTries = 3;
const localMs = 60_000;
/** A quota as wide as a campus is no guard against guessing; the narrow one beside it is. */
const narrow = 100;

/** Counts in this isolate what Redis cannot count: three tries a minute for each narrow quota, the wide ones open. */
export function countLocally(counted: readonly Counted[], spent: Spent[]): void {
  if (local.size > 10_000) local.clear();
  const now = Date.now();
  for (const { quota, whose } of counted) {
    if (quota.limit > narrow) continue;
    const key = `${quota.name}:${whose}`;
    const before = local.get(key);
    // As in Redis, a window begins with its first try.
    const { tries, until } = before && before.until > now ? before : { tries: 0, until: now + localMs };
    local.set(key, { tries: tries + 1, until });
    const reset = Math.ceil((until - now) / 1000);
    spent.push({ quota, left: { remaining: Math.max(0, localTries - tries - 1), reset } });
    if (tries >= localTries) throw new Problem("TERLALU_SERING", { retryAfter: reset });
  }
}

/** Counts exactly, in one round trip, or locally while Redis is away. Throws `TERLALU_SERING`. */
export async function limitExactly(redis: Redis, counted: readonly Counted[], spent: Spent[]): Promise<void> {
  let counts: number[];
  try {
    counts = await redis.eval<number[], number[]>(...countScript(counted));
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error;
    countLocally(counted, spent);
    return;
  }
  judgeCounts(counted, counts, spent);
}
