import type { Redis } from "@upstash/redis";
import { newVersion, tagKey, versionSeconds } from "../../core/tags.ts";
import type { Principal } from "./principal.ts";
import type { KebijakanPerangkat } from "./rules/kebijakan.ts";
import {
  deviceKey,
  memoryKey,
  replacedSeconds,
  replacedText,
  sessionIdleSeconds,
  sessionKey,
  sessionMaxSeconds,
} from "./session.ts";
import { tagsOfPerson } from "./rules/tags.ts";

/** What the database knew of somebody's sessions when they logged in. */
export interface KnownSessions {
  /** The number of the newest that was recorded. */
  readonly versi: number;
  readonly kebijakan: KebijakanPerangkat;
  /** Whether one of them is open, as far as the database can tell: not how long it has been idle. */
  readonly terbuka: boolean;
}

/** A session that Redis let begin. */
export interface BegunSession {
  /** Its number: higher than that of every session of this person before it. */
  readonly versi: number;
  /** The session that it took over, if one stood. */
  readonly menggantikan: string | null;
}

/**
 * Numbers a session, and lets it stand in the place of the former one or not at all, in one step: of any number of logins at
 * once the last one stands. The number rises whatever is known: Redis's own, the database's, the clock's (should Redis have
 * been flushed and the database not have heard of the latest yet). The former session's key is made of what Redis knows, and so not
 * declared: this script must not ask for key locking. The person is kept with the versions of their tags as they are now; text is
 * joined, since both parts are JSON already.
 */
const begin = `
local since = redis.call('GET', KEYS[3])
if not since then
  since = ARGV[2]
  redis.call('SET', KEYS[3], since)
end
local known, former = string.match(redis.call('GET', KEYS[2]) or '', '^(%d+) (.+)$')
local formerKey = former and ARGV[10] .. former
local kept = formerKey and redis.call('GET', formerKey)
local alive = kept and kept ~= ARGV[11]
if ARGV[8] == 'tolak' then
  local ended = ARGV[9] == '0' and tonumber(known or '0') <= tonumber(ARGV[6])
  local lost = not former and ARGV[9] == '1' and tonumber(ARGV[2]) - tonumber(since) < tonumber(ARGV[3])
  if alive and not ended or lost then return {0, ''} end
end
local number = math.max(tonumber(known or '0') + 1, tonumber(ARGV[6]) + 1, tonumber(ARGV[7]))
local replaces = alive and ARGV[8] ~= 'bebas'
if replaces then redis.call('SET', formerKey, ARGV[11], 'EX', ARGV[14]) end
redis.call('SET', KEYS[2], string.format('%.0f', number) .. ' ' .. ARGV[12], 'EX', ARGV[13])
local version = ''
for i = 4, #KEYS do
  local one = redis.call('GET', KEYS[i])
  if not one then
    one = ARGV[4]
    redis.call('SET', KEYS[i], one, 'EX', ARGV[5])
  end
  version = version .. one
end
redis.call('SET', KEYS[1], '{"versi":"' .. version .. '","dibaca":' .. ARGV[2] .. ',"person":' .. ARGV[1] .. '}', 'EX', ARGV[3])
return {number, replaces and former or ''}`;

/**
 * Lets a new session stand in Redis, by the institution's policy. Null: refused (`tolak`), because the person's former session is
 * alive (and did not end in the database while Redis was away), or may be for all that a flushed Redis knows. Throws `RedisAway`.
 */
export async function beginSession(
  redis: Redis,
  person: Principal,
  known: KnownSessions,
): Promise<BegunSession | null> {
  const { institution_id: institution, session_id: session, user_id: user } = person;
  const now = Date.now();
  const [versi, former] = await redis.eval<(string | number)[], [number, string]>(
    begin,
    [
      sessionKey(institution, session),
      deviceKey(institution, user),
      memoryKey,
      ...tagsOfPerson(user).map((tag) => tagKey(institution, tag)),
    ],
    [
      JSON.stringify(person),
      Math.floor(now / 1000),
      sessionIdleSeconds,
      newVersion(),
      versionSeconds,
      known.versi,
      now,
      known.kebijakan,
      known.terbuka ? "1" : "0",
      sessionKey(institution, ""),
      replacedText,
      session,
      sessionMaxSeconds,
      replacedSeconds,
    ],
  );
  return versi === 0 ? null : { versi, menggantikan: former || null };
}
