import { readConfig } from "../db/core/env.ts";
import { removeOldFiles } from "../db/core/temporary-files.ts";
import { continueTrace } from "../db/core/trace.ts";
import type { EdgeEnv } from "./http/env.ts";
import { LazyWork } from "./http/lazy-work.ts";

/** Removes the uploads whose time is over; called by the clock. */
export async function removeUploads(_: ScheduledController, env: EdgeEnv, context: ExecutionContext): Promise<void> {
  const kernel = {
    env,
    config: readConfig(env),
    trace: continueTrace(null),
    later: (promise: Promise<unknown>) => context.waitUntil(promise),
  };
  const removed = await removeOldFiles((institutionId) => new LazyWork(kernel, institutionId), "uploads", env.UPLOADS);
  if (removed > 0) console.log(JSON.stringify({ at: "uploads", trace: kernel.trace.traceId, removed }));
}
