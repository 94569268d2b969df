import { readConfig } from "../db/core/env.ts";
import { sweepOutbox } from "../db/core/sweep.ts";
import { continueTrace, type Trace } from "../db/core/trace.ts";
import type { FunctionsEnv } from "./runner/env.ts";
import { noteFailure } from "./runner/failed.ts";
import { giveUp, isDone, tryAgain } from "./runner/reply.ts";
import { runDelivery } from "./runner/run.ts";
import { runSchedule } from "./runner/schedules.ts";
import { readSigned, Unsigned } from "./runner/signature.ts";
import { workMaker } from "./runner/work.ts";

/** The functions Worker: what works behind. Called by the queue, which signs, and by the minute's cron; never by people. */
export default {
  async fetch(request: Request, env: FunctionsEnv, context: ExecutionContext): Promise<Response> {
    const started = Date.now();
    const trace = continueTrace(request.headers.get("traceparent"));
    const { pathname } = new URL(request.url);
    if (pathname === "/health") return isDone("OK");
    const response = await answer(pathname, request, env, context, trace).catch((error: unknown) => {
      if (error instanceof Unsigned) return Response.json({ status: "unsigned" }, { status: 401 });
      console.error(JSON.stringify({ at: "fault", path: pathname, trace: trace.traceId, error: String(error) }));
      return tryAgain(500);
    });
    const retried = Number(request.headers.get("upstash-retried") ?? 0);
    const log = { at: "delivery", path: pathname, retried, trace: trace.traceId, status: response.status };
    console.log(JSON.stringify({ ...log, ms: Date.now() - started }));
    return response;
  },

  async scheduled(_event: ScheduledController, env: FunctionsEnv, context: ExecutionContext): Promise<void> {
    const trace = continueTrace(null);
    const swept = await sweepOutbox(workMaker(readConfig(env), trace, context));
    if (swept.jobs + swept.tags > 0) console.log(JSON.stringify({ at: "sweep", trace: trace.traceId, ...swept }));
  },
};

async function answer(
  pathname: string,
  request: Request,
  env: FunctionsEnv,
  context: ExecutionContext,
  trace: Trace,
): Promise<Response> {
  const config = readConfig(env);
  const body = await readSigned(request, config);
  const workFor = workMaker(config, trace, context);
  if (pathname === "/jobs/failed") return await noteFailure(body, workFor);
  const [, kind, name, rest] = pathname.split("/");
  if (kind === "jobs" && name && rest === undefined) return await runDelivery(name, request, body, { env, workFor });
  if (kind === "schedules" && name && rest === undefined) return await runSchedule(name, workFor(""));
  return giveUp("ALAMAT_TIDAK_DIKENAL");
}
