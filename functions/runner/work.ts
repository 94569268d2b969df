import type { Config } from "../../db/core/env.ts";
import { connectDatabase } from "../../db/core/postgres.ts";
import { postBulletin } from "../../db/core/live-post.ts";
import { connectRedis } from "../../db/core/redis.ts";
import type { Trace } from "../../db/core/trace.ts";
import type { Work } from "../../db/core/work.ts";

/** Makes the `Work` of an institution: nobody reads a cache here, so dropped tags concern nobody but Redis. */
export function workMaker(config: Config, trace: Trace, context: ExecutionContext): (institutionId: string) => Work {
  const later = (promise: Promise<unknown>) =>
    context.waitUntil(
      promise.catch((error: unknown) => {
        console.error(JSON.stringify({ at: "later", trace: trace.traceId, error: String(error) }));
      }),
    );
  return (institutionId) => ({
    config,
    trace,
    institutionId,
    later,
    db: connectDatabase(config, trace),
    redis: connectRedis(config, trace),
    onTags: () => undefined,
    live: (institution, bulletin) => postBulletin(config, trace, institution, bulletin),
  });
}
