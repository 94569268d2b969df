import * as z from "zod";
import { institutionTag } from "../../../db/modules/identity/rules/tags.ts";
import {
  readBusinessType,
  readBusinessTypes,
  readModules,
  readRecommendations,
} from "../../../db/modules/registry/reads.ts";
import { route, type Routes } from "../../http/route.ts";
import { navigationRoutes } from "./navigation.ts";
import { pace } from "./pace.ts";
import { businessType, collection, module, recommendations } from "./shapes.ts";
import { userModuleRoutes } from "./user-modules.ts";
import { widgetRoutes } from "./widgets.ts";

const byId = z.object({ id: z.uuid() });
const slug = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** The same for everybody, until a release or the operator changes it. */
const cache = { ttl: 3_600, share: "institution", tags: () => [institutionTag] } as const;

export const routes: Routes = [
  route({
    method: "get",
    path: "/business-types",
    operationId: "listBusinessTypes",
    summary: "Jenis institusi dan usaha",
    access: "session",
    limit: pace,
    cache,
    answers: { 200: { description: "Jenis, menurut urutannya", schema: collection(businessType) } },
    handle: async ({ work }) => ({ json: await readBusinessTypes(work) }),
  }),
  route({
    method: "get",
    path: "/business-types/:id",
    operationId: "getBusinessType",
    summary: "Satu jenis institusi atau usaha",
    access: "session",
    limit: pace,
    params: byId,
    cache,
    answers: { 200: { description: "Jenis", schema: businessType } },
    handle: async ({ work, params }) => ({ json: await readBusinessType(work, params.id) }),
  }),
  route({
    method: "get",
    path: "/modules",
    operationId: "listModules",
    summary: "Modul yang ada; yang dibutuhkan modul lain lebih dulu",
    access: "session",
    limit: pace,
    query: z.strictObject({ category: slug.optional().meta({ examples: ["administration"] }) }),
    cache,
    answers: { 200: { description: "Modul", schema: collection(module) } },
    handle: async ({ work, query }) => ({ json: await readModules(work, query.category ?? null) }),
  }),
  route({
    method: "get",
    path: "/modules/recommendations",
    operationId: "listRecommendations",
    summary: "Modul yang disarankan bagi satu jenis institusi atau usaha, yang terpenting dulu",
    access: "session",
    limit: pace,
    query: z.strictObject({ business_type: slug.meta({ examples: ["perguruan-tinggi"] }) }),
    cache,
    answers: { 200: { description: "Saran", schema: recommendations } },
    handle: async ({ work, query }) => ({ json: await readRecommendations(work, { slug: query.business_type }) }),
  }),
  route({
    method: "get",
    path: "/modules/:id/recommendations",
    operationId: "listRecommendationsOf",
    summary: "Modul yang disarankan, menurut id jenis institusi atau usaha",
    access: "session",
    limit: pace,
    params: byId,
    cache,
    answers: { 200: { description: "Saran", schema: recommendations } },
    handle: async ({ work, params }) => ({ json: await readRecommendations(work, params) }),
  }),
  ...navigationRoutes,
  ...widgetRoutes,
  ...userModuleRoutes,
];
