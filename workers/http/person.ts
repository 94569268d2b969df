import { readThrough, type Cached, type Remember, type Tiers } from "../../db/core/cache.ts";
import { scopeKey, type Principal, type Scope } from "../../db/modules/identity/principal.ts";
import { jsonOf } from "./answer.ts";
import type { Arrival } from "./dispatch.ts";
import type { Parsed } from "./question.ts";
import type { Known } from "./recognize.ts";
import type { CachePolicy, PersonRoute, PersonVisit } from "./route.ts";

/** Who asks, and which rows their route lets them reach. */
export interface Person extends Known {
  readonly scope: Scope;
}

/** What a route's handler is given. */
export function visitOf(parsed: Parsed, body: unknown, person: Person, arrival: Arrival): PersonVisit {
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

/** A read whose answer may be remembered: what its handler needs is put together when it is not. */
export function readCached(
  route: PersonRoute,
  policy: CachePolicy<unknown, unknown>,
  parsed: Parsed,
  person: Person,
  arrival: Arrival,
): Promise<Cached> {
  return readThrough(
    {
      key: cacheKey(route, policy, parsed, person),
      versions: person.versions,
      ttl: policy.ttl,
      load: async () => jsonOf(await route.handle(visitOf(parsed, undefined, person, arrival))),
    },
    tiersOf(arrival),
  );
}

/** Where reads of a request look. */
export function tiersOf({ env, config, later }: Pick<Arrival, "env" | "config" | "later">): Tiers {
  return { kv: env.CACHE, release: config.RELEASE, later };
}

/** A person, and each set of permissions that keys of theirs act with: what one was shown is not for another that may less. */
export function personKey({ user_id, kunci }: Principal): string {
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
