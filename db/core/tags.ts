import type { Redis } from "@upstash/redis";
import { sql, type Query } from "./postgres.ts";

/** The Redis key of a tag's version. Payloads are cached under keys that contain it, so raising it drops them all. */
export function tagKey(institutionId: string, tag: string): string {
  return `tag:${institutionId}:${tag}`;
}

/**
 * Seconds a version is kept without a change, so that Redis does not grow with every order there ever was. Far longer
 * than any payload is cached, so that a version that begins anew meets none of its former payloads.
 */
const versionSeconds = 7 * 24 * 60 * 60;

/** Raises the versions of an institution's tags in one round trip. */
export async function bumpTags(redis: Redis, institutionId: string, tags: readonly string[]): Promise<void> {
  const pipeline = redis.pipeline();
  for (const tag of tags) {
    pipeline.incr(tagKey(institutionId, tag));
    pipeline.expire(tagKey(institutionId, tag), versionSeconds);
  }
  await pipeline.exec();
}

/**
 * The CTE body that records tags to be dropped, in the statement that makes them wrong. `from` is the CTE whose rows
 * prove that the change happened; `tags` is a text[] over its first row's columns.
 */
export function recordTags(from: Query, tags: Query): Query {
  return sql`insert into tag_bumps (institution_id, tags) select institution_id, ${tags} from ${from} limit 1 returning id, tags`;
}
