import { secureHeaders } from "./security.ts";

/** An answer on its way out, before what is said of every answer is put beside it. */
export interface Reply {
  readonly status: number;
  readonly body: string | Blob | null;
  /** Its own; or such as {@link prepare} made once for many answers. */
  readonly headers: Readonly<Record<string, string>> | Headers;
  readonly etag?: string;
  /** What its headers say already of what is said of every answer. */
  readonly said?: Readonly<Record<string, string>>;
}

/** What may be loaded by anything that is not a page: nothing. Pages say so themselves. */
const policy = { "content-security-policy": "default-src 'none'; frame-ancestors 'none'" };

/** Makes headers once for many answers, those of protection included: to copy them costs a fifth of making them. */
export function prepare(headers: Readonly<Record<string, string>>): Headers {
  return new Headers({ ...policy, ...headers, ...secureHeaders });
}

/**
 * Makes the response of a reply, or takes one that was made elsewhere (a file's, a page's; our own, because one that was
 * fetched takes no headers), and says beside it what is said of every answer. HEAD has no body.
 */
export function seal(
  reply: Reply | Response,
  method: string,
  said: Readonly<Record<string, string | undefined>>,
): Response {
  const response = reply instanceof Response ? protect(reply, method) : open(reply, method);
  const { headers } = response;
  const before = reply instanceof Response ? undefined : reply.said;
  for (const name in said) {
    const value = said[name];
    if (value === undefined || before?.[name] === value) continue;
    if (name === "vary") headers.append(name, value);
    else headers.set(name, value);
  }
  return response;
}

function open({ status, body, headers: own, etag }: Reply, method: string): Response {
  const headers = own instanceof Headers ? own : { ...policy, ...own, ...secureHeaders };
  const response = new Response(method === "HEAD" ? null : body, { status, headers });
  if (etag !== undefined) response.headers.set("etag", etag);
  return response;
}

function protect(made: Response, method: string): Response {
  const response = method === "HEAD" ? new Response(null, made) : made;
  for (const [name, value] of Object.entries(secureHeaders)) response.headers.set(name, value);
  if (!response.headers.has("content-security-policy")) {
    response.headers.set("content-security-policy", policy["content-security-policy"]);
  }
  return response;
}
