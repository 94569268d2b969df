import { readThrough, type Remember, type Tiers } from "../../db/core/cache.ts";
import type { Config } from "../../db/core/env.ts";
import type { IdempotencyKey } from "../../db/core/idempotency.ts";
import { connectDatabase } from "../../db/core/postgres.ts";
import type { Language } from "../../db/core/problem.ts";
import { connectRedis } from "../../db/core/redis.ts";
import type { Trace } from "../../db/core/trace.ts";
import type { Work } from "../../db/core/work.ts";
import { scopeKey } from "../../db/modules/identity/principal.ts";
import { answer, answerRead, jsonOf } from "./answer.ts";
import type { EdgeEnv } from "./env.ts";
import { readIdempotencyKey } from "./idempotency.ts";
import { limitAddress, limitExactly, limitSession } from "./limits.ts";
import { permit } from "./permission.ts";
import type { Question } from "./question.ts";
import type { Spent } from "./quota.ts";
import type { Answer, CachePolicy, PersonVisit, Route } from "./route.ts";
import { readClaims, whoseSession } from "./session.ts";
import { distrustTags, readState } from "./state.ts";
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
}

/** Takes a request through its route: session, limits, permission, validation, cache or handler. */
export async function runRoute({ route, parsed, host }: Question, arrival: Arrival): Promise<Response> {
  const { request, language } = arrival;

  if (route.access === "public") {
    await limitAddress(arrival.env, request, arrival.spent);
    const body = await parseBody(route, request, language);
    if (!parsed.ok) throw parsed.error;
    const { params, query } = parsed;
    const visit = { ...arrival, params, query, body, work: workFor(arrival, "") };
    if (route.limit) await limitExactly(visit.work.redis, route.limit(request, body), arrival.spent);
    return await answer(request, await route.handle(visit));
  }

  const claims = await readClaims(request, arrival.config).catch(async (error: unknown) => {
    await limitAddress(arrival.env, request, arrival.spent);
    throw error;
  });
  // Tags depend on what was asked for, and are read together with the session; a fault in it is told to those who may ask.
  const tags = route.cache && parsed.ok ? route.cache.tags({ ...parsed, userId: claims.userId }) : (route.reads ?? []);
  const work = workFor(arrival, claims.institutionId);
  const counted = route.limit ? [{ quota: route.limit, whose: `${claims.institutionId}:${claims.userId}` }] : [];
  const state = await readState(work, { ...claims, tags, counted }, arrival.spent);
  const principal = await whoseSession(state, claims, work, host);
  arrival.log.principal = principal;
  await limitSession(arrival.env, principal.session_id, arrival.spent);
  const scope = permit(principal, route.access);
  if (!parsed.ok) throw parsed.error;

  const remember: Remember = async (name, ttl, load) => {
    const read = {
      key: `${name}:${principal.institution_id}`,
      versions: state.versions,
      ttl,
      load: async () => JSON.stringify(await load()),
    };
    const { body } = await readThrough(read, tiersOf(arrival));
    return JSON.parse(body) as Awaited<ReturnType<typeof load>>;
  };
  const body = await parseBody(route, request, language);
  const idempotency = await readIdempotencyKey(request, principal.user_id, body);
  if (idempotency) work.idempotency = idempotency;
  const visit: PersonVisit = {
    ...arrival,
    params: parsed.params,
    query: parsed.query,
    body,
    work,
    principal,
    scope,
    remember,
  };
  const response = route.cache
    ? await answerCached(route, route.cache, { visit, asked: parsed.asked, versions: state.versions }, arrival)
    : await answer(request, await route.handle(visit));
  if (state.redisAway) response.headers.set("serambi-degraded", "redis");
  if (idempotency?.replayed) response.headers.set("idempotency-replayed", "true");
  return response;
}

/** Connects to nothing before it is asked for: a warm read needs neither Postgres nor, most of the time, Redis. */
function workFor(arrival: Arrival, institutionId: string): Work & { idempotency?: IdempotencyKey } {
  const { config, trace, later } = arrival;
  let db: Work["db"] | undefined;
  let redis: Work["redis"] | undefined;
  return {
    config,
    trace,
    get db() {
      return (db ??= connectDatabase(config, trace));
    },
    get redis() {
      return (redis ??= connectRedis(config, trace));
    },
    institutionId,
    later,
    onTags: (tags, dropped) => distrustTags(institutionId, tags, dropped),
  };
}

async function parseBody(route: Route, request: Request, language: Language): Promise<unknown> {
  return route.body ? parsePart(route.body, await readJson(request), "", language) : undefined;
}

async function answerCached(
  route: Route,
  policy: CachePolicy<unknown, unknown>,
  { visit, asked, versions }: { visit: PersonVisit; asked: string; versions: readonly string[] | null },
  arrival: Arrival,
): Promise<Response> {
  const key = cacheKey(route, policy, visit, asked);
  const load = async () => jsonOf(await (route.handle as (visit: PersonVisit) => Promise<Answer>)(visit));
  const { state, ...read } = await readThrough({ key, versions, ttl: policy.ttl, load }, tiersOf(arrival));
  arrival.log.cache = state;
  return answerRead(arrival.request, read, {
    "cache-control": "private, no-cache",
    vary: "Authorization",
    "x-cache": state,
  });
}

function tiersOf({ env, config, later }: Arrival): Tiers {
  return { kv: env.CACHE, release: config.RELEASE, later };
}

function cacheKey(route: Route, policy: CachePolicy<unknown, unknown>, visit: PersonVisit, asked: string): string {
  const share = typeof policy.share === "function" ? policy.share(visit) : policy.share;
  const whose = { institution: () => "", scope: () => scopeKey(visit.scope), person: () => visit.principal.user_id };
  return `${route.operationId}:${visit.principal.institution_id}:${share}:${whose[share]()}:${asked}`;
}
