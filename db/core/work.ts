import type { Redis } from "@upstash/redis";
import type { Config } from "./env.ts";
import type { IdempotencyKey } from "./idempotency.ts";
import type { Bulletin } from "./live.ts";
import type { Database } from "./postgres.ts";
import type { Trace } from "./trace.ts";

/** What a request or a job works with: whose behalf, where things are remembered, and what may go on after the answer. */
export interface Work {
  readonly config: Config;
  readonly trace: Trace;
  readonly db: Database;
  readonly redis: Redis;
  readonly institutionId: string;
  /** The key that the request came with, if any: `write` does under it once what was asked. */
  readonly idempotency?: IdempotencyKey;
  /** Goes on after the answer (`ctx.waitUntil`). */
  readonly later: (promise: Promise<unknown>) => void;
  /** Called when tags have changed in the database, with the promise that they are dropped in Redis too. */
  readonly onTags: (tags: readonly string[], dropped: Promise<void>) => void;
  /** Tells an institution's open pages; resolves once that is sure. */
  readonly live: (institutionId: string, bulletin: Bulletin) => Promise<void>;
}

/**
 * The work of a request that knew no institution before, within the one that it turned out to be about. What the isolate remembers
 * of it is believed for a moment longer.
 */
export function workAs(work: Work, institutionId: string): Work {
  const { config, trace, db, redis } = work;
  return {
    config,
    trace,
    db,
    redis,
    institutionId,
    later: (promise) => work.later(promise),
    live: (whose, bulletin) => work.live(whose, bulletin),
    onTags: () => undefined,
  };
}
