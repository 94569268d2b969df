import { TrieRouter } from "hono/router/trie-router";
import { Problem } from "../../db/core/problem.ts";
import { addressIn, slugAt, type Slug } from "../../db/modules/registry.ts";
import { modules } from "../modules/index.ts";
import type { Route } from "./route.ts";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const routers = new Map<Slug, TrieRouter<Route>>();

/**
 * Finds a module's route by what stands behind `/api/v1` and the whole path, loading the module on its first request. 404 for an
 * unknown path, 405 for a wrong method.
 */
export async function findRoute(
  root: string,
  method: string,
  path: string,
): Promise<{ slug: Slug; route: Route; params: Record<string, string> }> {
  const slug = slugOf(root);
  const router = await routerOf(slug);
  const found = match(router, method, path);
  if (found) return { slug, ...found };
  throw new Problem("METODE_TIDAK_DIDUKUNG", { values: { diterima: accepted(router, path).join(", ") } });
}

/** The methods that a path of a module answers, HEAD and OPTIONS included. 404 when there are none. */
export async function methodsAt(root: string, path: string): Promise<string[]> {
  return accepted(await routerOf(slugOf(root)), path);
}

function slugOf(root: string): Slug {
  const slug = slugAt(root);
  if (!slug) throw new Problem("TIDAK_DITEMUKAN");
  return slug;
}

async function routerOf(slug: Slug): Promise<TrieRouter<Route>> {
  let router = routers.get(slug);
  if (!router) {
    router = new TrieRouter<Route>();
    const { routes } = await modules[slug]();
    for (const route of routes) router.add(route.method.toUpperCase(), addressIn(slug, route.path), route);
    routers.set(slug, router);
  }
  return router;
}

function accepted(router: TrieRouter<Route>, path: string): string[] {
  const found = methods.filter((method) => match(router, method, path));
  if (found.length === 0) throw new Problem("TIDAK_DITEMUKAN");
  return [...found.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])), "OPTIONS"];
}

function match(router: TrieRouter<Route>, method: string, path: string) {
  const [matches] = router.match(method, path);
  const [first] = matches;
  if (!first) return undefined;
  const [route, params] = first;
  return { route, params: params as Record<string, string> };
}
