import type { Config } from "../../db/core/env.ts";
import type { Language } from "../../db/core/problem.ts";
import type { Trace } from "../../db/core/trace.ts";
import { answer, answerCached } from "./answer.ts";
import type { EdgeEnv } from "./env.ts";
import { readIdempotencyKey } from "./idempotency.ts";
import { LazyWork } from "./lazy-work.ts";
import { limitAddress, limitExactly } from "./limits.ts";
import { permit } from "./permission.ts";
import { readCached, visitOf, type Person } from "./person.ts";
import type { Parsed, Question } from "./question.ts";
import type { Spent } from "./quota.ts";
import { recognize } from "./recognize.ts";
import type { Reply } from "./reply.ts";
import type { PersonRoute, PublicRoute, Route } from "./route.ts";
import type { RequestLog } from "./telemetry.ts";
import { parsePart, readJson } from "./validation.ts";

/** A request on its way, before it is known who asks and whether they may. */
export interface Arrival {
  readonly request: Request;
  readonly env: EdgeEnv;
  readonly config: Config;
  readonly trace: Trace;
  readonly language: Language;
  readonly later: (promise: Promise<unknown>) => void;
  readonly log: RequestLog;
  /** The quotas that this request was held against so far. */
  readonly spent: Spent[];
  /** Headers that say how the answer came about. */
  readonly remarks: Record<string, string>;
}

/** Takes a request through its route: session, limits, permission, validation, cache or handler. */
export async function runRoute({ slug, route, parsed, host }: Question, arrival: Arrival): Promise<Reply | Response> {
  if (route.access === "public") return await runPublic(route, parsed, arrival);

  const known = await recognize(arrival, host, {
    // Tags depend on what was asked for, and are read together with the session; a fault in it is told to those who may ask.
    tags: (userId) => (route.cache && parsed.ok ? route.cache.tags({ ...parsed, userId }) : (route.reads ?? [])),
    limit: route.limit,
  });
  const scope = permit(known.principal, route, slug);
  if (!parsed.ok) throw parsed.error;
  const person: Person = { ...known, scope };
  if (!route.cache) return await answerAnew(route, parsed, person, arrival);
  const read = await readCached(route, route.cache, parsed, person, arrival);
  arrival.log.cache = read.state;
  return answerCached(arrival.request, read);
}

async function runPublic(route: PublicRoute, parsed: Question["parsed"], arrival: Arrival): Promise<Reply | Response> {
  const { request, env, spent } = arrival;
  await limitAddress(env, request, spent);
  const body = await parseBody(route, arrival);
  if (!parsed.ok) throw parsed.error;
  const { params, query } = parsed;
  const visit = { ...arrival, params, query, body, work: new LazyWork(arrival, "") };
  if (route.limit) await limitExactly(visit.work.redis, route.limit(request, body), spent);
  return await answer(request, await route.handle(visit));
}

async function answerAnew(
  route: PersonRoute,
  parsed: Parsed,
  person: Person,
  arrival: Arrival,
): Promise<Reply | Response> {
  const { request, config } = arrival;
  const body = await parseBody(route, arrival);
  const idempotency = await readIdempotencyKey(config, request, person.principal.user_id, body);
  if (idempotency) person.work.idempotency = idempotency;
  const reply = await answer(request, await route.handle(visitOf(parsed, body, person, arrival)));
  if (idempotency?.replayed) arrival.remarks["idempotency-replayed"] = "true";
  return reply;
}

async function parseBody(route: Route, { request, language }: Arrival): Promise<unknown> {
  return route.body ? parsePart(route.body, await readJson(request), "", language) : undefined;
}
