/** A Worker that has crons. */
interface Scheduled {
  scheduled(event: object, env: unknown, context: object): unknown;
}

/** What of a request's context a Worker uses when its cron runs. */
interface Context {
  waitUntil(promise: Promise<unknown>): void;
}

/**
 * Answers `?cron=…` by calling a Worker's `scheduled()`, once that and whatever it does afterwards have ended. Runs within workerd,
 * beside the Worker: from outside it would be called through a proxy that blocks the process which reads the Workers' logs, and a
 * Worker whose log nobody reads stops in the middle of writing it.
 */
export function clockOf(worker: Scheduled) {
  return {
    async fetch({ url }: Request, env: unknown, context: Context): Promise<Response> {
      const cron = new URL(url).searchParams.get("cron") ?? "";
      const later: Promise<unknown>[] = [];
      const own = {
        waitUntil(promise: Promise<unknown>): void {
          later.push(promise);
          context.waitUntil(promise);
        },
        passThroughOnException(): void {},
      };
      let outcome = "ok";
      try {
        await worker.scheduled({ cron, scheduledTime: Date.now(), noRetry(): void {} }, env, own);
      } catch (error) {
        outcome = "exception";
        console.error(error);
      }
      await Promise.allSettled(later);
      return Response.json({ outcome });
    },
  };
}
