import { readThrough, type Remember, type Tiers } from "../../db/core/cache.ts";
import type { Config } from "../../db/core/env.ts";
import type { Language } from "../../db/core/problem.ts";
import type { Trace } from "../../db/core/trace.ts";
import { scopeKey, type Principal, type Scope } from "../../db/modules/identity/principal.ts";
import { answer, answerCached, jsonOf } from "./answer.ts";
import { whoseKey } from "./api-key.ts";
import type { EdgeEnv } from "./env.ts";
import { readIdempotencyKey } from "./idempotency.ts";
import { limitAddress, limitExactly, limitSession } from "./limits.ts";
import { permit } from "./permission.ts";
import type { Parsed, Question } from "./question.ts";
import type { Spent } from "./quota.ts";
import type { Reply } from "./reply.ts";
import type { CachePolicy, PersonRoute, PersonVisit, PublicRoute, Route } from "./route.ts";
import { keepToHost, readClaims, whoseSession } from "./session.ts";
import { readState } from "./state.ts";
import type { RequestLog } from "./telemetry.ts";
import { parsePart, readJson } from "./validation.ts";
import { LazyWork } from "./lazy-work.ts";

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
  const { request, config, env, spent } = arrival;
  if (route.access === "public") return await runPublic(route, parsed, arrival);

  const claims = await readClaims(request, config).catch(async (error: unknown) => {
    await limitAddress(env, request, spent);
    throw error;
  });
  // Tags depend on what was asked for, and are read together with the session; a fault in it is told to those who may ask.
  const tags = route.cache && parsed.ok ? route.cache.tags({ ...parsed, userId: claims.userId }) : (route.reads ?? []);
  const work = new LazyWork(arrival, claims.institutionId);
  const counted = route.limit ? [{ quota: route.limit, whose: `${claims.institutionId}:${claims.userId}` }] : [];
  const state = await readState(work, { ...claims, tags, counted }, spent);
  // What Redis knows no key of is looked for in the database: nobody makes it look as often as they like.
  if ("key" in claims && state.session === "none") await limitAddress(env, request, spent);
  const principal = await ("key" in claims ? whoseKey(state, claims, work) : whoseSession(state, claims, work));
  keepToHost(principal, host, config);
  arrival.log.principal = principal;
  await limitSession(env, principal.session_id, spent);
  const scope = permit(principal, route, slug);
  if (!parsed.ok) throw parsed.error;
  if (state.redisAway) arrival.remarks["serambi-degraded"] = "redis";
  const person: Person = { principal, scope, work, versions: state.versions };
  return route.cache
    ? await readCached(route, route.cache, parsed, person, arrival)
    : await answerAnew(route, parsed, person, arrival);
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

/** Who asks, what they reach, and the versions of the tags that their request is about. */
interface Person {
  readonly principal: Principal;
  readonly scope: Scope;
  readonly work: LazyWork;
  readonly versions: readonly string[] | null;
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

/** A read whose answer may be remembered: what its handler needs is put together when it is not. */
async function readCached(
  route: PersonRoute,
  policy: CachePolicy<unknown, unknown>,
  parsed: Parsed,
  person: Person,
  arrival: Arrival,
): Promise<Reply> {
  const read = await readThrough(
    {
      key: cacheKey(route, policy, parsed, person),
      versions: person.versions,
      ttl: policy.ttl,
      load: async () => jsonOf(await route.handle(visitOf(parsed, undefined, person, arrival))),
    },
    tiersOf(arrival),
  );
  arrival.log.cache = read.state;
  return answerCached(arrival.request, read);
}

function visitOf(parsed: Parsed, body: unknown, person: Person, arrival: Arrival): PersonVisit {
  const { principal, scope, work, versions } = person;
  const remember: Remember = async (name, ttl, load) => {
    const read = {
      key: `${name}:${principal.institution_id}`,
      versions,
      ttl,
      load: async () => JSON.stringify(await load()),
    };
    const { body: text } = await readThrough(read, tiersOf(arrival));
    return JSON.parse(text) as Awaited<ReturnType<typeof load>>;
  };
  return { ...arrival, params: parsed.params, query: parsed.query, body, work, principal, scope, remember };
}

async function parseBody(route: Route, { request, language }: Arrival): Promise<unknown> {
  return route.body ? parsePart(route.body, await readJson(request), "", language) : undefined;
}

function tiersOf({ env, config, later }: Arrival): Tiers {
  return { kv: env.CACHE, release: config.RELEASE, later };
}

/** A person, and each set of permissions that keys of theirs act with: what one was shown is not for another that may less. */
function personKey({ user_id, kunci }: Principal): string {
  return kunci ? `${user_id}:${kunci.izin.join()}` : user_id;
}

function cacheKey(
  route: PersonRoute,
  policy: CachePolicy<unknown, unknown>,
  parsed: Parsed,
  { principal, scope }: Person,
): string {
  const share = typeof policy.share === "function" ? policy.share(parsed) : policy.share;
  const whose = share === "institution" ? "" : share === "scope" ? scopeKey(scope) : personKey(principal);
  return `${route.operationId}:${principal.institution_id}:${share}:${whose}:${parsed.asked}`;
}
