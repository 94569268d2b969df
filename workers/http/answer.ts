import type { Cached, CacheState } from "../../db/core/cache.ts";
import { etagOf } from "../../db/core/etag.ts";
import { isKnown } from "./etag.ts";
import { bindingQuotas } from "./limits.ts";
import { quotaHeaders } from "./quota.ts";
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
  if (isKnown(request, etag)) return { status: 304, body: null, headers: unchanged, etag };
  if (!bytes || state !== "HIT") return { status: 200, body: bytes ?? body, headers: whole, etag };
  let headers = ofBytes.get(bytes);
  if (!headers) ofBytes.set(bytes, (headers = prepare({ ...ofAll, ...ofJson, ...headersOf(state), etag })));
  return { status: 200, body: bytes, headers, said: ofAll };
}

/** Headers of what lies ready, made once for all who are shown it: each that is set on an answer by itself costs as much as copying five. */
const ofBytes = new WeakMap<Blob, Headers>();
/** What a warm answer says of itself mostly: it waited for nobody, and was held against the session's quota. */
const ofAll = { "server-timing": "total;dur=0", ...quotaHeaders([{ quota: bindingQuotas.LIMIT_SESSION }]) };
const ofJson = { "content-type": json };

const cached: Partial<Record<CacheState, ReturnType<typeof prepareCached>>> = {};

function prepareCached(state: CacheState): { readonly unchanged: Headers; readonly whole: Headers } {
  const headers = headersOf(state);
  return { unchanged: prepare(headers), whole: prepare({ ...ofJson, ...headers }) };
}

function headersOf(state: CacheState): Record<string, string> {
  return { "cache-control": "private, no-cache", vary: "Authorization, Cookie", "x-cache": state };
}
