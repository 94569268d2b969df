import type { Redis } from "@upstash/redis";
import { toBase64Url } from "./crypto.ts";
import { pause } from "./patience.ts";
import { sql, type Query } from "./postgres.ts";
import { RedisAway, scriptCommand, type Command } from "./redis.ts";

/** The Redis key of a tag's version. Payloads are cached under keys that contain it, so a new one drops them all. */
export function tagKey(institutionId: string, tag: string): string {
  return `tag:${institutionId}:${tag}`;
}

/** Seconds a version is kept: as long as what is cached under it, so that Redis does not grow with every order there ever was. */
export const versionSeconds = 2 * 24 * 60 * 60;

/**
 * A version that there never was. Counters would begin anew whenever Redis lost them, and meet again what was cached under
 * their first numbers. The letter keeps the client of Redis from taking it for a number.
 */
export function newVersion(): string {
  return `v${toBase64Url(crypto.getRandomValues(new Uint8Array(9)))}`;
}

/** Answers the tags' versions, in order; a tag that has none is given one. */
const tellVersions = `
local versions = {}
for i, key in ipairs(KEYS) do
  local version = redis.call('GET', key)
  if not version then
    version = ARGV[1]
    redis.call('SET', key, version, 'EX', ARGV[2])
  end
  versions[i] = version
end
return versions`;

/** The command that tells versions: for a trip that asks Redis for other things as well. */
export function askVersions(tagKeys: readonly string[]): Command {
  return scriptCommand(tellVersions, tagKeys, [newVersion(), versionSeconds]);
}

/** Gives an institution's tags new versions, in one round trip. */
export async function bumpTags(redis: Redis, institutionId: string, tags: readonly string[]): Promise<void> {
  const pipeline = redis.pipeline();
  for (const tag of tags) pipeline.set(tagKey(institutionId, tag), newVersion(), { ex: versionSeconds });
  await pipeline.exec();
}

/** How long (ms) is waited before each further try: Redis that was away for a moment is told in time for everybody. */
const pauses = [100, 400, 1_500, 3_000];

/** As `bumpTags`, with patience: throws `RedisAway` after five seconds of trying. */
export async function bumpTagsSurely(redis: Redis, institutionId: string, tags: readonly string[]): Promise<void> {
  for (const ms of pauses) {
    try {
      return await bumpTags(redis, institutionId, tags);
    } catch (error) {
      if (!(error instanceof RedisAway)) throw error;
      await pause(ms);
    }
  }
  await bumpTags(redis, institutionId, tags);
}

/**
 * The CTE body that records tags to be dropped, in the statement that makes them wrong. `from` is the CTE whose rows
 * prove that the change happened; `tags` is a text[] over its first row's columns, and of none nothing is recorded.
 */
export function recordTags(from: Query, tags: Query): Query {
  return sql`insert into tag_bumps (institution_id, tags)
    select * from (select institution_id, ${tags} as tags from ${from} limit 1) b where b.tags <> '{}' returning id, tags`;
}
