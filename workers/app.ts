import { getPath } from "hono/utils/url";
import { readConfig } from "../db/core/env.ts";
import { Problem } from "../db/core/problem.ts";
import { continueTrace } from "../db/core/trace.ts";
import { answerGraphql } from "./graphql/index.ts";
import { answerOptions, refuseStrangers, shareWithOrigin } from "./http/cors.ts";
import { runRoute, type Arrival } from "./http/dispatch.ts";
import type { EdgeEnv } from "./http/env.ts";
import { methodsAt } from "./http/find-route.ts";
import { chooseLanguage } from "./http/language.ts";
import { answerProblem } from "./http/problem.ts";
import { recall, understand, type Question } from "./http/question.ts";
import { quotaHeaders } from "./http/quota.ts";
import { seal, type Reply } from "./http/reply.ts";
import { logFault, logRequest, nextRequestId, serverTiming } from "./http/telemetry.ts";
import { answerLive, livePath } from "./live/connect.ts";
import { portal } from "./portal/index.ts";

/** Addresses that are promised beside those of the modules. */
const aliases: Readonly<Record<string, string>> = {
  "/api/license/active-modules": "/api/v1/licence/active-modules",
};

const api = /^\/api\/v1\/([^/]+)/;

/**
 * What every request meets, in order; then one module's route or a page of the portal. Plain functions rather than a
 * framework's middleware, and one response made at the end: a warm read does little else, and pays for each step.
 */
export async function answerRequest(request: Request, env: EdgeEnv, context: ExecutionContext): Promise<Response> {
  const started = Date.now();
  const arrival = arrive(request, env, context);
  const { trace, log, config, spent } = arrival;
  const reply = await lead(arrival).catch((error: unknown) => explain(error, arrival));
  const now = Date.now();
  const ms = now - started;
  logRequest(log, trace, reply.status, ms, now);
  return seal(reply, log.method, {
    "x-request-id": log.requestId,
    "server-timing": serverTiming(trace, ms),
    ...quotaHeaders(spent),
    ...arrival.remarks,
    ...shareWithOrigin(request, config),
  });
}

function arrive(request: Request, env: EdgeEnv, context: ExecutionContext): Arrival {
  const log: Arrival["log"] = { requestId: nextRequestId(), route: "-", method: request.method };
  return {
    request,
    env,
    config: readConfig(env),
    trace: continueTrace(request.headers.get("traceparent")),
    // Few answers depend on it.
    get language() {
      return chooseLanguage(request.headers.get("accept-language"));
    },
    later: (promise) => context.waitUntil(promise.catch((error: unknown) => logFault(log, error))),
    log,
    spent: [],
    remarks: {},
  };
}

async function lead(arrival: Arrival): Promise<Reply | Response> {
  const { request, config, log } = arrival;
  refuseStrangers(request, config);
  const known = recall(log.method, request.url);
  if (known) return await follow(known, arrival);
  const asked = getPath(request);
  const path = Object.hasOwn(aliases, asked) ? (aliases[asked] ?? asked) : asked;
  const root = api.exec(path)?.[1];
  if (path === "/graphql") return await answerGraphql(arrival);
  if (path.startsWith(livePath)) return await answerLive(path, arrival);
  if (root === undefined) return await portal.fetch(request, { arrival });
  if (log.method === "OPTIONS") return answerOptions(request, config, await methodsAt(root, path));
  return await follow(await understand(arrival, root, path), arrival);
}

function follow(question: Question, arrival: Arrival): Promise<Reply | Response> {
  arrival.log.route = question.route.operationId;
  return runRoute(question, arrival);
}

function explain(error: unknown, { log, language, config }: Arrival): Reply {
  if (!(error instanceof Problem) || error.status >= 500) logFault(log, error);
  return answerProblem(error, { id: log.requestId, language, publicUrl: config.PUBLIC_URL });
}
