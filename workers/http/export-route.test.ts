import { expect, it } from "vitest";
import { exportNames, findExportable } from "../../db/modules/exports.ts";
import { manifests, type Slug } from "../../db/modules/registry.ts";
import { modules } from "../modules/index.ts";
import type { Route } from "./route.ts";

/** Lists that nobody keeps a file of, with what there is instead. */
const shownOnly: Readonly<Record<string, string>> = {
  listJobs: "what the platform does, not what the institution has",
  listImportRows: "the file that was imported, and the sheet of its errors",
  listUserActivity: "somebody's own log is theirs to take along",
  listPlatformInstitutions: "the operators' own, who are of no institution",
  listOperatorAccess: "the operators' own, who are of no institution",
};

/** Whose file says more than its list, and takes a permission of its own. */
const apart = ["exportUsers"];

const routes = (
  await Promise.all((Object.keys(manifests) as Slug[]).map(async (slug) => ({ slug, ...(await modules[slug]()) })))
).flatMap(({ slug, routes: own }) => own.map((route): { slug: Slug; route: Route } => ({ slug, route })));

it("stands beside every list that has pages, under the list's own permission", () => {
  for (const { slug, route } of routes) {
    const paged =
      route.method === "get" &&
      route.query?.safeParse({ per_page: "0" }).error?.issues.some(({ path }) => path[0] === "per_page");
    if (!paged || route.operationId in shownOnly) continue;
    const path = `${route.path === "/" ? "" : route.path}/export`;
    const file = routes.find((one) => one.slug === slug && one.route.path === path)?.route;
    expect([route.operationId, file?.method]).toEqual([route.operationId, "get"]);
    if (file && !apart.includes(file.operationId))
      expect([route.operationId, file.access]).toEqual([route.operationId, route.access]);
  }
});

it("is written behind by the same declaration: each is known by its name, and each route has one", async () => {
  const exported = routes.filter(({ route }) => route.path.endsWith("/export"));
  expect(exported).toHaveLength(exportNames.length);
  for (const name of exportNames) {
    const one = await findExportable(name);
    expect([name, one?.name, (one?.columns.length ?? 0) > 0 || one?.report !== undefined]).toEqual([name, name, true]);
    expect(exported.some(({ slug, route }) => slug === one?.slug && route.query === one.query)).toBe(true);
  }
});
