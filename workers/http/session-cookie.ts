import { Problem } from "../../db/core/problem.ts";
import { isSafe } from "./cors.ts";

/** The prefix binds it to the host that set it: no other host, no page without TLS and no path can set or replace it. Browsers count localhost as safe. */
export const cookieName = "__Host-serambi";
const attributes = "Path=/; Secure; HttpOnly; SameSite=Strict";

/** The header that gives a browser its session, until the browser is closed. */
export function sessionCookie(token: string): Record<string, string> {
  return { "set-cookie": `${cookieName}=${token}; ${attributes}` };
}

/** The header that takes it away; nothing where the request has none. */
export function clearedCookie(request: Request): Record<string, string> {
  return cookieOf(request) === undefined ? {} : { "set-cookie": `${cookieName}=; Max-Age=0; ${attributes}` };
}

/**
 * The session's token of a request: its bearer's or, when it names none, its cookie's. A browser sends a cookie whoever has it ask; so what
 * would change something under one must say that it comes from a page of the very host (`ASAL_DITOLAK`).
 */
export function tokenOf(request: Request): string | undefined {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return /^Bearer ([\w.-]+)$/.exec(authorization)?.[1];
  const token = cookieOf(request);
  if (token !== undefined && !isSafe(request) && !isOwnPage(request)) throw new Problem("ASAL_DITOLAK");
  return token;
}

/** Whether a browser brings a session, be it one that has ended. */
export function hasCookie(request: Request): boolean {
  return cookieOf(request) !== undefined;
}

function cookieOf({ headers }: Request): string | undefined {
  const cookies = headers.get("cookie");
  if (!cookies?.includes(cookieName)) return undefined;
  const pair = cookies.split(/;\s*/).find((one) => one.startsWith(`${cookieName}=`));
  return /^[\w.-]+$/.exec(pair?.slice(cookieName.length + 1) ?? "")?.[0];
}

function isOwnPage({ headers, url }: Request): boolean {
  const origin = headers.get("origin");
  return origin === null ? headers.get("sec-fetch-site") === "same-origin" : origin === new URL(url).origin;
}
