import { Hono } from "hono";
import { readConfig } from "../db/core/env.ts";
import { Problem } from "../db/core/problem.ts";
import { continueTrace } from "../db/core/trace.ts";
import { answerOptions, refuseStrangers, shareWithOrigin } from "./http/cors.ts";
import { runRoute, type Arrival } from "./http/dispatch.ts";
import type { EdgeEnv } from "./http/env.ts";
import { methodsAt } from "./http/find-route.ts";
import { chooseLanguage } from "./http/language.ts";
import { answerProblem } from "./http/problem.ts";
import { understand } from "./http/question.ts";
import { quotaHeaders } from "./http/quota.ts";
import { secureHeaders } from "./http/security.ts";
import { logFault, logRequest, serverTiming } from "./http/telemetry.ts";
import { portal } from "./portal/index.ts";

/** Hono's types of the edge: bindings, and what is known of a request on its way. */
export interface Edge {
  Bindings: EdgeEnv;
  Variables: { arrival: Arrival };
}

/** The edge's Hono app: what every request meets, in order; then a page of the portal or one module's route. */
export const app = new Hono<Edge>();

app.use(async (c, next) => {
  const started = Date.now();
  const trace = continueTrace(c.req.header("traceparent"));
  const arrival: Arrival = {
    request: c.req.raw,
    env: c.env,
    config: readConfig(c.env),
    trace,
    language: chooseLanguage(c.req.header("accept-language")),
    later: (promise) => c.executionCtx.waitUntil(promise.catch((error: unknown) => logFault(arrival.log, error))),
    log: { requestId: crypto.randomUUID(), route: "-", method: c.req.method },
    spent: [],
  };
  c.set("arrival", arrival);
  await next();
  const ms = Date.now() - started;
  // Every answer is a response of our own, so that its headers can be added to; another one would be another copy.
  const { headers, status } = c.res;
  headers.set("x-request-id", arrival.log.requestId);
  headers.set("server-timing", serverTiming(trace, ms));
  for (const [name, value] of quotaHeaders(arrival.spent)) headers.set(name, value);
  secureHeaders(headers);
  shareWithOrigin(arrival.request, arrival.config, headers);
  logRequest(arrival.log, trace, status, ms);
});

app.use(async (c, next) => {
  const { request, config } = c.get("arrival");
  refuseStrangers(request, config);
  await next();
});

app.onError((error, c) => {
  const { log, language, config } = c.get("arrival");
  if (!(error instanceof Problem) || error.status >= 500) logFault(log, error);
  return answerProblem(error, { id: log.requestId, language, publicUrl: config.PUBLIC_URL });
});

app.notFound(() => {
  throw new Problem("TIDAK_DITEMUKAN");
});

app.all("/api/v1/:slug/*", async (c) => {
  const arrival = c.get("arrival");
  if (c.req.method === "OPTIONS") {
    return answerOptions(arrival.request, arrival.config, await methodsAt(c.req.param("slug"), c.req.path));
  }
  const question = await understand(arrival, c.req.param("slug"), c.req.path);
  arrival.log.route = question.route.operationId;
  return await runRoute(question, arrival);
});

app.route("/", portal);
