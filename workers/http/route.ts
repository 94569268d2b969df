import type * as z from "zod";
import type { Remember } from "../../db/core/cache.ts";
import type { Language } from "../../db/core/problem.ts";
import type { Work } from "../../db/core/work.ts";
import type { Principal, Scope } from "../../db/modules/identity/principal.ts";
import type { PermissionName } from "../../db/modules/registry.ts";
import type { EdgeEnv } from "./env.ts";
import type { Counted } from "./limits.ts";
import type { Quota, Spent } from "./quota.ts";

/** What every handler gets. `params`, `query` and `body` are parsed; their types are those of the route's schemas. */
export interface Visit<Params = unknown, Queried = unknown, Body = unknown> {
  readonly request: Request;
  readonly env: EdgeEnv;
  readonly language: Language;
  readonly params: Params;
  readonly query: Queried;
  readonly body: Body;
  /** The institution is empty where the route is public. */
  readonly work: Work;
  /** The quotas that the request was held against so far. */
  readonly spent: Spent[];
}

/** What a handler of a logged-in person gets besides. */
export interface PersonVisit<Params = unknown, Queried = unknown, Body = unknown> extends Visit<Params, Queried, Body> {
  readonly principal: Principal;
  /** Which rows the route's permission reaches; everything for routes that only need a session. */
  readonly scope: Scope;
  /** Reads master data through the cache, under the tags of the route's `reads`. */
  readonly remember: Remember;
}

/** What a handler answers: a value (sent as JSON), JSON that is ready (`json`), nothing, or a whole response. */
export type Answer =
  | { readonly status?: 200 | 201 | 202; readonly body: unknown; readonly headers?: Record<string, string> }
  | { readonly status?: 200; readonly json: string; readonly headers?: Record<string, string> }
  | { readonly status: 204; readonly headers?: Record<string, string> }
  | Response;

/** One documented answer of a route. */
export interface Documented {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** For answers that are no JSON. */
  readonly contentType?: string;
}

/** Who may share a cached answer: everybody of the institution, those who see the same rows, or one person. */
export type Share = "institution" | "scope" | "person";

/** How a read is cached: what for, how long, and which tags make it wrong. Its handler answers `json`. */
export interface CachePolicy<Params, Queried> {
  /** Seconds it counts as fresh. */
  readonly ttl: number;
  /** Who may share it. */
  readonly share: Share | ((visit: { params: Params; query: Queried }) => Share);
  readonly tags: (visit: { params: Params; query: Queried; userId: string }) => readonly string[];
}

interface RouteBase<Params, Queried, Body> {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Below the module's root, in Hono's notation: `/:id/ajukan`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Queried>;
  /** JSON body; for files see `upload`. */
  readonly body?: z.ZodType<Body>;
  /** Takes the raw body as a file of at most so many bytes. */
  readonly upload?: { readonly maxBytes: number };
  readonly answers: Readonly<Record<number, Documented>>;
  /** A body that works once its ids are replaced by real ones. Each body needs it: without one nothing is built. */
  readonly example?: unknown;
}

/** A route that anybody may use. */
export interface PublicRoute<Params = unknown, Queried = unknown, Body = unknown> extends RouteBase<
  Params,
  Queried,
  Body
> {
  readonly access: "public";
  /** What is counted exactly of a request, beside its address: one round trip to Redis. */
  readonly limit?: (request: Request, body: Body) => readonly Counted[];
  readonly handle: (visit: Visit<Params, Queried, Body>) => Promise<Answer>;
}

/** A route for people who are logged in. */
export interface PersonRoute<Params = unknown, Queried = unknown, Body = unknown> extends RouteBase<
  Params,
  Queried,
  Body
> {
  /** A permission of a manifest, or `session`: whoever is logged in. */
  readonly access: "session" | PermissionName;
  /** What only the person themselves may do, logged in: an API key of theirs may not. */
  readonly inPerson?: true;
  /** Open to those who must set up a second factor and have not yet: what they need for that. */
  readonly beforeFactor?: true;
  /** Open though the institution's licence has ended, and other writes with a permission are not. */
  readonly whenExpired?: true;
  /** A quota that each person has for this route, counted exactly: it travels with the session's round trip. */
  readonly limit?: Quota;
  readonly cache?: CachePolicy<Params, Queried>;
  /** Tags of the master data that the handler reads with `remember`; their versions come with the session's. */
  readonly reads?: readonly string[];
  readonly handle: (visit: PersonVisit<Params, Queried, Body>) => Promise<Answer>;
}

/** A route as data: everything the platform must know of it before it runs. */
export type Route = PublicRoute | PersonRoute;

/** Declares a public route; the types of its handler follow from its schemas. */
export function publicRoute<Params = unknown, Queried = unknown, Body = unknown>(
  route: Omit<PublicRoute<Params, Queried, Body>, "access">,
): Route {
  return { ...route, access: "public" } as unknown as Route;
}

/** Declares a route for people who are logged in; the types of its handler follow from its schemas. */
export function route<Params = unknown, Queried = unknown, Body = unknown>(
  route: PersonRoute<Params, Queried, Body>,
): Route {
  return route as unknown as Route;
}

/** A module's routes, below `/api/v1/<slug>`. */
export type Routes = readonly Route[];
