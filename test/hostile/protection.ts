import type { Got, Sent } from "./http.ts";

/** The one origin on the stack's list. */
export const partner = "https://mitra.example";

/** What every answer carries, whatever it is an answer to. */
const fixed: Readonly<Record<string, RegExp>> = {
  "strict-transport-security": /^max-age=\d{8,}/,
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "referrer-policy": /^strict-origin-when-cross-origin$/,
  "cross-origin-opener-policy": /^same-origin$/,
  "permissions-policy": /camera=\(\)/,
  "content-security-policy": /default-src 'none'.*frame-ancestors 'none'/,
  "x-request-id": /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
};

/** What an answer lacks of the headers that protect whoever reads it, and what it shares with a page it should not; empty when nothing. */
export function unprotected(
  { headers: asked = {} }: Pick<Sent, "headers">,
  { headers }: Pick<Got, "headers">,
): string[] {
  const shared = asked["origin"] === partner;
  const wanted = { ...fixed, "cross-origin-resource-policy": shared ? /^cross-origin$/ : /^same-origin$/ };
  const wrong = Object.entries(wanted)
    .filter(([name, value]) => !value.test(String(headers[name])))
    .map(([name]) => `its ${name} is ${String(headers[name])}`);
  const open = shared ? [] : Object.keys(headers).filter((name) => name.startsWith("access-control-"));
  return [...wrong, ...open.map((name) => `it tells a stranger ${name}`)];
}
