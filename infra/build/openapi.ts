import type * as z from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { addressIn, grantsOf, manifests, type Slug } from "../../db/modules/registry.ts";
import type { Route, Routes } from "../../workers/http/route.ts";
import { cookieName } from "../../workers/http/session-cookie.ts";
import { exemplifyParameters } from "./openapi/examples.ts";
import { describeParts } from "./openapi/parts.ts";
import { problemResponse, problemSchema } from "./openapi/problem.ts";

/** The OpenAPI document of the modules' routes. Throws with the route's name where a route says too little. */
export function buildOpenApi(modules: ReadonlyMap<Slug, Routes>, version: string): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const [slug, routes] of modules) {
    for (const route of routes) {
      const path = toTemplate(addressIn(slug, route.path));
      paths[path] = { ...paths[path], [route.method]: describeOperation(slug, route) };
    }
  }
  const document = createDocument(
    {
      openapi: "3.1.0",
      info: { title: "Serambi", version, description: introduction, license: { name: "MIT", identifier: "MIT" } },
      servers: [{ url: "/" }],
      tags: [...modules.keys()].map((slug) => ({ name: slug, description: manifests[slug].nama.id })),
      security: [{ bearer: [] }, { cookie: [] }],
      paths,
      components: {
        schemas: { Problem: problemSchema },
        responses: { Problem: problemResponse },
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer", description: "Token dari `POST /api/v1/identity/login`." },
          cookie: {
            type: "apiKey",
            in: "cookie",
            name: cookieName,
            description: "Untuk halaman dari host yang sama: masuk dengan `cookie: true`.",
          },
        },
      },
    },
    { allowEmptySchema: { custom: true, transform: true, date: true }, override: speakPlainly },
  );
  exemplifyParameters(document.paths ?? {});
  return document;
}

const introduction = `Satu platform untuk institusi: dari permohonan perjalanan dinas sampai dokumen yang dapat diperiksa siapa pun.

Masuk lewat \`POST /api/v1/identity/login\`, lalu sertakan \`Authorization: Bearer …\`. Yang bukan jawaban berhasil berbentuk
[RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) dengan \`code\` yang tetap; artinya ada di [/problems](/problems).`;

/** `/:id/berkas/:jenis{pdf|docx}` in Hono's notation is `/{id}/berkas/{jenis}` in OpenAPI's. */
function toTemplate(path: string): string {
  return path.replace(/:(\w+)(\{[^}]*\})?\??/g, "{$1}");
}

function describeOperation(slug: Slug, route: Route): ZodOpenApiOperationObject {
  const { operationId, summary } = route;
  return { operationId, summary, tags: [slug], ...describeAccess(route), ...describeParts(route) };
}

/** Who may, as readers see it and as programs read it (`x-permission`, `x-scope`: role → reach). */
function describeAccess(route: Route): Partial<ZodOpenApiOperationObject> {
  if (route.access === "public") return { description: "Terbuka untuk umum.", security: [] };
  const cache = route.cache ? { "x-cache": { ttl: route.cache.ttl, share: route.cache.share } } : {};
  if (route.access === "session")
    return { description: "Siapa pun yang sudah masuk.", "x-permission": "session", ...cache };
  const grants = grantsOf(route.access);
  const reach = { own: "miliknya sendiri", unit: "unitnya", all: "seluruh institusi" };
  const rows = Object.entries(grants).map(([role, far]) => `${role} (${reach[far]})`);
  return {
    description: `Izin \`${route.access}\`: ${rows.join(", ")}.`,
    "x-permission": route.access,
    "x-scope": grants,
    ...cache,
  };
}

/** zod spells out what `format: uuid` and `integer` mean, in patterns and bounds that say nothing about the field. */
function speakPlainly({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
