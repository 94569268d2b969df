import { TrieRouter } from "hono/router/trie-router";
import { Problem } from "../../db/core/problem.ts";
import type { Slug } from "../../db/modules/registry.ts";
import { modules } from "../modules/index.ts";
import type { Route } from "./route.ts";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const routers = new Map<string, TrieRouter<Route>>();

/** Finds a module's route, loading the module on its first request. 404 for an unknown path, 405 for a wrong method. */
export async function findRoute(
  slug: string,
  method: string,
  path: string,
): Promise<{ route: Route; params: Record<string, string> }> {
  const router = await routerOf(slug);
  const found = match(router, method, path);
  if (found) return found;
  throw new Problem("METODE_TIDAK_DIDUKUNG", { values: { diterima: accepted(router, path).join(", ") } });
}

/** The methods that a path of a module answers, HEAD and OPTIONS included. 404 when there are none. */
export async function methodsAt(slug: string, path: string): Promise<string[]> {
  return accepted(await routerOf(slug), path);
}

async function routerOf(slug: string): Promise<TrieRouter<Route>> {
  if (!Object.hasOwn(modules, slug)) throw new Problem("TIDAK_DITEMUKAN");
  let router = routers.get(slug);
  if (!router) {
    router = new TrieRouter<Route>();
    const { routes } = await modules[slug as Slug]();
    for (const route of routes)
      router.add(route.method.toUpperCase(), `/api/v1/${slug}${route.path === "/" ? "" : route.path}`, route);
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
