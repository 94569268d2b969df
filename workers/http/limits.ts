import type { Redis } from "@upstash/redis";
import { Problem } from "../../db/core/problem.ts";
import { RedisAway } from "../../db/core/redis.ts";
import type { EdgeEnv } from "./env.ts";

/** The address a request comes from; Cloudflare overwrites the header, whatever a client sends. */
export function addressOf(request: Request): string {
  return request.headers.get("cf-connecting-ip") ?? "unknown";
}

/** Anonymous traffic, by address: no round trip, counted per location. */
export async function limitAddress(env: EdgeEnv, request: Request): Promise<void> {
  const { success } = await env.LIMIT_ADDRESS.limit({ key: addressOf(request) });
  if (!success) throw new Problem("TERLALU_SERING", { retryAfter: 60 });
}

/** A logged-in person's traffic, by session: a campus behind one address shares no limit. */
export async function limitSession(env: EdgeEnv, sessionId: string): Promise<void> {
  const { success } = await env.LIMIT_SESSION.limit({ key: sessionId });
  if (!success) throw new Problem("TERLALU_SERING", { retryAfter: 60 });
}

/** Login, where accuracy matters: so many tries a minute for one name from one address, and for one address at all. */
const loginLimits = { windowSeconds: 60, perAccount: 10, perAddress: 1_500 } as const;

/** Counts both windows in one round trip; answers the seconds to wait, or 0. A window begins with its first try. */
const countTries = `
local wait = 0
for i, key in ipairs(KEYS) do
  local tries = redis.call('INCR', key)
  if tries == 1 then redis.call('EXPIRE', key, ARGV[1]) end
  if tries > tonumber(ARGV[i + 1]) then wait = math.max(wait, redis.call('TTL', key), 1) end
end
return wait`;

/** Tries of this isolate while Redis is away, per account: far fewer than with it, so that nobody guesses on. */
const local = new Map<string, number>();
const localTries = 3;

/** Throws `TERLALU_SERING` with the seconds to wait when an account or an address has tried too often to log in. */
export async function limitLogin(redis: Redis, address: string, account: string): Promise<void> {
  const keys = [`login:${address}:${account}`, `login:${address}`];
  const { windowSeconds, perAccount, perAddress } = loginLimits;
  try {
    const wait = Number(await redis.eval(countTries, keys, [windowSeconds, perAccount, perAddress]));
    if (wait > 0) throw new Problem("TERLALU_SERING", { retryAfter: wait });
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error;
    if (local.size > 10_000) local.clear();
    const minute = Math.floor(Date.now() / 60_000);
    const key = `${minute}:${account}`;
    const tries = (local.get(key) ?? 0) + 1;
    local.set(key, tries);
    if (tries > localTries) throw new Problem("TERLALU_SERING", { retryAfter: 60 });
  }
}
