import type { Cached, CacheState } from "../../db/core/cache.ts";
import { etagOf } from "../../db/core/etag.ts";
import { isKnown } from "./etag.ts";
import { prepare, type Reply } from "./reply.ts";
import type { Answer } from "./route.ts";

const json = "application/json; charset=utf-8";

/** The JSON text of a handler's answer; a response or an empty answer has none. */
export function jsonOf(result: Answer): string {
  if (result instanceof Response || result.status === 204) throw new Error("a cached route answers with a value");
  return "json" in result ? result.json : JSON.stringify(result.body);
}

/** The reply of what a handler answered; one that was read carries its entity tag. */
export async function answer(request: Request, result: Answer): Promise<Reply | Response> {
  if (result instanceof Response) return result;
  const headers = { "cache-control": "private, no-store", ...result.headers };
  if (result.status === 204) return { status: 204, body: null, headers };
  const body = jsonOf(result);
  if (request.method !== "GET" && request.method !== "HEAD")
    return { status: result.status ?? 200, body, headers: { "content-type": json, ...headers } };
  const etag = await etagOf(body);
  if (isKnown(request, etag)) return { status: 304, body: null, headers, etag };
  return { status: 200, body, headers: { "content-type": json, ...headers }, etag };
}

/** The reply of something that was read through the cache: the text, or 304 to whoever has it already. */
export function answerCached(request: Request, { body, bytes, etag, state }: Cached): Reply {
  const { unchanged, whole } = (cached[state] ??= prepareCached(state));
  return isKnown(request, etag)
    ? { status: 304, body: null, headers: unchanged, etag }
    : { status: 200, body: bytes ?? body, headers: whole, etag };
}

const cached: Partial<Record<CacheState, ReturnType<typeof prepareCached>>> = {};

function prepareCached(state: CacheState): { readonly unchanged: Headers; readonly whole: Headers } {
  const headers = { "cache-control": "private, no-cache", vary: "Authorization, Cookie", "x-cache": state };
  return { unchanged: prepare(headers), whole: prepare({ "content-type": json, ...headers }) };
}
