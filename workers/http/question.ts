import { LRUCache } from "lru-cache";
import * as z from "zod";
import type { Arrival } from "./dispatch.ts";
import type { Slug } from "../../db/modules/registry.ts";
import { findRoute } from "./find-route.ts";
import { readQuery } from "./query.ts";
import type { Route } from "./route.ts";
import { parsePart } from "./validation.ts";

/** What a request asks for: its route, and its parameters as the route's schemas read them. */
export interface Question {
  /** The module whose it is. */
  readonly slug: Slug;
  readonly route: Route;
  /** The host that was asked. */
  readonly host: string;
  /** What is wrong with the parameters is told to those who may ask, and so kept until that is known. */
  readonly parsed: Parsed | { readonly ok: false; readonly error: unknown };
}

/** A request's parameters, read. */
export interface Parsed {
  readonly ok: true;
  readonly params: unknown;
  readonly query: unknown;
  /** What was asked, as the schemas read it: two ways to write the same question have one answer. */
  readonly asked: string;
}

/** Of a route that takes none. What nobody reads is refused: a name more is another key in the cache, and likely a typing error. */
const noQuery = z.strictObject({});

/** Questions that were understood before: finding a route and reading a query cost more than all the rest of a warm read. */
const understood = new LRUCache<string, Question>({ max: 5_000 });
/** Longer addresses are rare and not worth the memory. */
const longest = 500;

/** What a request of this method and address was understood to ask for before. */
export function recall(method: string, url: string): Question | undefined {
  return understood.get(keyOf(method, url));
}

function keyOf(method: string, url: string): string {
  return `${method === "HEAD" ? "GET" : method} ${url}`;
}

/** Finds the route of a request and reads its parameters. 404 for an unknown path, 405 for a wrong method. */
export async function understand(
  { request, language }: Pick<Arrival, "request" | "language">,
  root: string,
  path: string,
): Promise<Question> {
  const method = request.method === "HEAD" ? "GET" : request.method;
  const key = keyOf(method, request.url);
  const { slug, route, params } = await findRoute(root, method, path);
  const { host, searchParams } = new URL(request.url);
  const question: Question = { slug, route, host, parsed: readParts(route, params, readQuery(searchParams), language) };
  if (question.parsed.ok && key.length <= longest) understood.set(key, question);
  return question;
}

/** Reads parameters and query by a route's schemas. */
export function readParts(
  route: Route,
  params: Readonly<Record<string, unknown>>,
  asked: Readonly<Record<string, unknown>>,
  language: Arrival["language"],
): Question["parsed"] {
  try {
    const read = {
      params: parsePart(route.params, params, "/params", language),
      query: parsePart(route.query ?? noQuery, asked, "/query", language),
    };
    return { ok: true, ...read, asked: JSON.stringify([read.params, read.query]) };
  } catch (error) {
    return { ok: false, error };
  }
}
