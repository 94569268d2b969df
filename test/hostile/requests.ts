import type { Operation, Parameter } from "./document.ts";
import type { Sent } from "./http.ts";
import { toJson } from "./inputs.ts";

/** What of an example is replaced by what really exists: ids, links, somebody's own password. */
export interface Arranged {
  /** Whose request it is, by the key of somebody of the institution; null for nobody's. */
  readonly as: string | null;
  /** It ends sessions, and so needs one of its own. */
  readonly alone?: true;
  /** The token of an account that was made for it. */
  readonly token?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly file?: Uint8Array;
}

/** The parts of a request, before they are put together. */
export interface Parts {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** A value to be sent as JSON, bytes to be sent as they are, or nothing. */
  readonly body: unknown;
}

/** The request that the document's example describes; with `all`, its optional parameters too. */
export function exampleParts(operation: Operation, arranged: Arranged, all: boolean): Parts {
  const pick = (place: Parameter["in"], real: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(
      operation.parameters
        .filter((one) => one.in === place && (all || one.required || one.name in real))
        .map(({ name, example }) => [name, real[name] ?? String(example)]),
    );
  return {
    params: pick("path", arranged.params),
    query: pick("query", arranged.query),
    body: bodyOf(operation, arranged),
  };
}

function bodyOf({ id, body }: Operation, arranged: Arranged): unknown {
  if (!body) return undefined;
  if (body.type !== "application/json") return arranged.file;
  for (const name of Object.keys(arranged.body ?? {})) {
    if (!(name in (body.example as object))) throw new Error(`${id}: the example says nothing of ${name}`);
  }
  return { ...(body.example as object), ...arranged.body };
}

/** Puts a request together. Texts are encoded, whatever they are; a half of a surrogate pair becomes its bytes. */
export function toRequest(
  operation: Operation,
  token: string | null,
  parts: Parts,
  headers: Readonly<Record<string, string>> = {},
): Sent {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    // The key of a file is a path; any other parameter is one step of it.
    name === "key" ? (parts.params[name] ?? "").split("/").map(encode).join("/") : encode(parts.params[name] ?? ""),
  );
  const query = Object.entries(parts.query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const body =
    parts.body instanceof Uint8Array ? parts.body : parts.body === undefined ? undefined : toJson(parts.body);
  return {
    method: operation.method,
    path: query.length > 0 ? `${path}?${query.join("&")}` : path,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(operation.body && body !== undefined ? { "content-type": operation.body.type } : {}),
      // An address of its own: what is limited by address is not what these tests are about.
      "cf-connecting-ip": `2001:db8::${crypto.randomUUID().slice(0, 4)}:${crypto.randomUUID().slice(0, 4)}`,
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  };
}

function encode(text: string): string {
  return text.replaceAll(/\p{Cs}|[^\p{Cs}]+/gu, (part) =>
    /\p{Cs}/u.test(part) ? "%ED%A0%80" : encodeURIComponent(part),
  );
}
