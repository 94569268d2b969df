import type { IncomingHttpHeaders } from "node:http";
import { Refusal } from "./refusal.ts";

/** Headers by lower-case name. */
export type Headers = Readonly<Record<string, string>>;
/** Headers as they are kept: names as Go writes them, several values each. */
export type KeptHeaders = Readonly<Record<string, string[]>>;

/** The headers of a request, repeated ones joined. */
export function readHeaders(headers: IncomingHttpHeaders): Headers {
  const texts = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(", ") : (value ?? ""),
  ]);
  return Object.fromEntries(texts);
}

/**
 * The headers of a batch entry, which are JSON and so may hold anything. Throws `Refusal` for a name or a value that HTTP
 * cannot carry: such a message could never be delivered.
 */
export function readEntryHeaders(headers: Readonly<Record<string, string>>): Headers {
  const checked = Object.entries(headers).map(([name, value]): [string, string] => {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new Refusal(400, `invalid header name: ${JSON.stringify(name)}`);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) throw new Refusal(400, `invalid value of header ${name}`);
    return [name.toLowerCase(), value];
  });
  return Object.fromEntries(checked);
}

/** The headers that begin with `prefix`, without it: `upstash-forward-x-test` becomes `X-Test`. */
export function readForwarded(headers: Headers, prefix: string): KeptHeaders {
  const forwarded = Object.entries(headers)
    .filter(([name]) => name.startsWith(prefix) && name.length > prefix.length)
    .map(([name, value]): [string, string[]] => [canonicalize(name.slice(prefix.length)), [value]]);
  return Object.fromEntries(forwarded);
}

/** `x-my-header` as Go writes it: `X-My-Header`. */
export function canonicalize(name: string): string {
  return name.toLowerCase().replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}
