import * as z from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiParameters, ZodOpenApiResponsesObject } from "zod-openapi";
import type { Route } from "../../../workers/http/route.ts";

/** What goes into an operation and what comes out of it: parameters, body and answers of a route. */
export function describeParts(
  route: Route,
): Pick<ZodOpenApiOperationObject, "requestParams" | "requestBody" | "responses"> {
  const requestParams: ZodOpenApiParameters = {};
  if (route.params) requestParams.path = asParameters(route, route.params);
  else if (route.path.includes(":"))
    throw new Error(`${route.operationId}: its path has parameters and it has no params schema`);
  if (route.query) requestParams.query = asParameters(route, route.query);
  if (takesKey(route)) requestParams.header = idempotencyHeader;
  const requestBody = describeBody(route);
  return { requestParams, ...(requestBody ? { requestBody } : {}), responses: describeAnswers(route) };
}

/** What does something each time it comes, and what is refused when it comes twice: it names the version that it was written against. */
function takesKey({ method, access, query }: Route): boolean {
  if (method === "post") return access !== "public";
  return method === "put" && query instanceof z.ZodObject && "versi" in query.shape;
}

const idempotencyHeader = z.object({
  "Idempotency-Key": z
    .string()
    .regex(/^[!-~]{1,255}$/)
    .optional()
    .meta({
      description:
        "Kunci baru (UUID) untuk setiap niat. Permintaan yang sama dengan kunci yang sama dilakukan sekali saja: yang diulang mendapat jawaban yang sama dengan `Idempotency-Replayed: true`. Berlaku tujuh hari.",
      example: "7a1f4a6e-52a6-4a0e-9f5e-1f0c8b3f2d10",
    }),
});

function asParameters(route: Route, schema: z.ZodType): z.ZodType<unknown, Record<string, unknown>> {
  const { def } = schema._zod;
  if (def.type !== "object" && def.type !== "pipe")
    throw new Error(`${route.operationId}: params and query must be objects`);
  return schema as z.ZodType<unknown, Record<string, unknown>>;
}

function describeBody(route: Route): ZodOpenApiOperationObject["requestBody"] {
  if (route.upload) {
    const schema = { type: "string", format: "binary" } as const;
    const description = `Isi berkas apa adanya, paling besar ${route.upload.maxBytes} bita.`;
    return { required: true, description, content: { "application/octet-stream": { schema } } };
  }
  if (!route.body) return undefined;
  const { success, error } = route.body.safeParse(route.example);
  if (!success) throw new Error(`${route.operationId}: its example is missing or not valid: ${error.message}`);
  return { required: true, content: { "application/json": { schema: route.body, example: route.example } } };
}

function describeAnswers(route: Route): ZodOpenApiResponsesObject {
  const documented: ZodOpenApiResponsesObject = {};
  for (const [status, { description, schema, contentType }] of Object.entries(route.answers)) {
    const key = status as `2${string}`;
    if (schema) documented[key] = { description, content: { [contentType ?? "application/json"]: { schema } } };
    else if (contentType)
      documented[key] = { description, content: { [contentType]: { schema: { type: "string", format: "binary" } } } };
    else documented[key] = { description };
  }
  if (Object.keys(documented).length === 0) throw new Error(`${route.operationId}: it documents no answer`);
  return { ...documented, default: { $ref: "#/components/responses/Problem" } };
}
