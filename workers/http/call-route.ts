import type { CacheState } from "../../db/core/cache.ts";
import type { Slug } from "../../db/modules/registry.ts";
import { jsonOf } from "./answer.ts";
import type { Arrival } from "./dispatch.ts";
import { permit } from "./permission.ts";
import { readCached, visitOf, type Person } from "./person.ts";
import { readParts } from "./question.ts";
import type { Known } from "./recognize.ts";
import type { PersonRoute } from "./route.ts";
import { parsePart } from "./validation.ts";

/** The parts of a request to a route, as a client would send them. */
export interface Given {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** What a route answered, parsed (null where it has no content), and where that came from; null for what is not cached. */
export interface Called {
  readonly value: unknown;
  readonly state: CacheState | null;
}

/**
 * Asks a route from within another request, for whoever made that: under the route's own permission, held to its schemas, and by
 * the entries of the cache that its own requests have. Its problems are thrown. Counts against no limit: the request was.
 */
export async function callRoute(
  slug: Slug,
  route: PersonRoute,
  given: Given,
  known: Known,
  arrival: Arrival,
): Promise<Called> {
  const scope = permit(known.principal, route, slug);
  const parsed = readParts(route, given.params ?? {}, given.query ?? {}, arrival.language);
  if (!parsed.ok) throw parsed.error;
  const userId = known.principal.user_id;
  const tags = route.cache ? route.cache.tags({ ...parsed, userId }) : (route.reads ?? []);
  const person: Person = { ...known, scope, tags, versions: versionsOf(tags, known) };
  if (route.cache) {
    const { body, state } = await readCached(route, route.cache, parsed, person, arrival);
    return { value: JSON.parse(body) as unknown, state };
  }
  const body = route.body ? parsePart(route.body, given.body, "", arrival.language) : undefined;
  const answered = await route.handle(visitOf(parsed, body, person, arrival));
  const empty = answered instanceof Response || answered.status === 204;
  return { value: empty ? null : (JSON.parse(jsonOf(answered)) as unknown), state: null };
}

/** The versions of some of the tags that the request is about; null when one of them is not known. */
function versionsOf(wanted: readonly string[], { tags, versions }: Known): readonly string[] | null {
  const found = wanted.map((tag) => versions?.[tags.indexOf(tag)]);
  return found.every((version) => version !== undefined) ? found : null;
}
