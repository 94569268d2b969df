import { etagOf } from "../../db/core/etag.ts";
import { isKnown } from "./etag.ts";
import type { Answer } from "./route.ts";

const json = "application/json; charset=utf-8";

/** The JSON text of a handler's answer; a response or an empty answer has none. */
export function jsonOf(result: Answer): string {
  if (result instanceof Response || result.status === 204) throw new Error("a cached route answers with a value");
  return "json" in result ? result.json : JSON.stringify(result.body);
}

/** The response of what a handler answered; one that was read carries its entity tag. */
export async function answer(request: Request, result: Answer): Promise<Response> {
  if (result instanceof Response) return result;
  const headers = { "cache-control": "private, no-store", ...result.headers };
  if (result.status === 204) return new Response(null, { status: 204, headers });
  const body = jsonOf(result);
  if (request.method === "GET" || request.method === "HEAD")
    return answerRead(request, { body, etag: await etagOf(body) }, headers);
  return new Response(body, { status: result.status ?? 200, headers: { "content-type": json, ...headers } });
}

/** The response of something that was read: the text, or 304 to whoever has it already. */
export function answerRead(
  request: Request,
  { body, etag }: { readonly body: string; readonly etag: string },
  headers: Readonly<Record<string, string>>,
): Response {
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers: { ...headers, etag } });
  return new Response(body, { headers: { "content-type": json, ...headers, etag } });
}
