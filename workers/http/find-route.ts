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
  if (!Object.hasOwn(modules, slug)) throw new Problem("TIDAK_DITEMUKAN");
  let router = routers.get(slug);
  if (!router) {
    router = new TrieRouter<Route>();
    const { routes } = await modules[slug as Slug]();
    for (const route of routes)
      router.add(route.method.toUpperCase(), `/api/v1/${slug}${route.path === "/" ? "" : route.path}`, route);
    routers.set(slug, router);
  }
  const found = match(router, method, path);
  if (found) return found;
  const accepted = methods.filter((other) => match(router, other, path));
  if (accepted.length === 0) throw new Problem("TIDAK_DITEMUKAN");
  throw new Problem("METODE_TIDAK_DIDUKUNG", { values: { diterima: accepted.join(", ") } });
}

function match(router: TrieRouter<Route>, method: string, path: string) {
  const [matches] = router.match(method, path);
  const [first] = matches;
  if (!first) return undefined;
  const [route, params] = first;
  return { route, params: params as Record<string, string> };
}
