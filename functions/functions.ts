import { readConfig, type Config } from "../db/core/env.ts";
import { Problem } from "../db/core/problem.ts";
import { sweepOutbox } from "../db/core/sweep.ts";
import { removeOldFiles } from "../db/core/temporary-files.ts";
import { noteClock } from "../db/modules/licence/actions/note-clock.ts";
import { continueTrace, type Trace } from "../db/core/trace.ts";
import type { FunctionsEnv } from "./runner/env.ts";
import { noteFailure } from "./runner/failed.ts";
import { logDelivery, logFault, type DeliveryLog } from "./runner/log.ts";
import { giveUp, isDone, refuse, toResponse, tryAgain, type Reply } from "./runner/reply.ts";
import { runDelivery } from "./runner/run.ts";
import { runSchedule } from "./runner/schedules.ts";
import { readSigned } from "./runner/signature.ts";
import { workMaker } from "./runner/work.ts";

/** The functions Worker: what works behind. Called by the queue, which signs, and by the minute's cron; never by people. */
export default {
  async fetch(request: Request, env: FunctionsEnv, context: ExecutionContext): Promise<Response> {
    const started = Date.now();
    const { pathname } = new URL(request.url);
    if (pathname === "/health") return toResponse(isDone("OK"));
    const trace = continueTrace(request.headers.get("traceparent"));
    const log: DeliveryLog = {
      // Anybody may ask for anything here, at any length.
      path: pathname.slice(0, 100),
      retried: Number(request.headers.get("upstash-retried")) || 0,
    };
    const reply = await takeDelivery(request, env, context, { trace, log });
    logDelivery(log, trace, { outcome: reply.outcome, status: reply.status, ms: Date.now() - started });
    return toResponse(reply);
  },

  async scheduled(_event: ScheduledController, env: FunctionsEnv, context: ExecutionContext): Promise<void> {
    const trace = continueTrace(null);
    const workFor = workMaker(readConfig(env), trace, context);
    await noteClock(workFor("")).catch((error: unknown) => logFault("clock", trace, error));
    const swept = { ...(await sweepOutbox(workFor)), files: await removeOldFiles(workFor, "documents", env.DOCUMENTS) };
    if (swept.jobs + swept.tags + swept.events + swept.files > 0)
      console.log(JSON.stringify({ at: "sweep", trace: trace.traceId, ...swept }));
  },
};

/** Whatever fails before a job is claimed is asked for again. */
async function takeDelivery(
  request: Request,
  env: FunctionsEnv,
  context: ExecutionContext,
  { trace, log }: { trace: Trace; log: DeliveryLog },
): Promise<Reply> {
  let config: Config | undefined;
  try {
    config = readConfig(env);
    const body = await readSigned(request, config);
    return await route(request, body, { env, log, workFor: workMaker(config, trace, context) });
  } catch (error) {
    if (config && error instanceof Problem && error.code === "PENGIRIMAN_TIDAK_SAH") {
      return refuse(error, { id: trace.traceId, publicUrl: config.PUBLIC_URL });
    }
    logFault(log.path, trace, error);
    return tryAgain(500);
  }
}

async function route(request: Request, body: string, context: Parameters<typeof runDelivery>[3]): Promise<Reply> {
  const [, kind, name, rest] = new URL(request.url).pathname.split("/");
  if (!name || rest !== undefined) return giveUp("ALAMAT_TIDAK_DIKENAL");
  if (kind === "jobs") {
    return name === "failed" ? await noteFailure(body, context) : await runDelivery(name, request, body, context);
  }
  return kind === "schedules" ? await runSchedule(name, context.workFor("")) : giveUp("ALAMAT_TIDAK_DIKENAL");
}
