import type { Config } from "../../db/core/env.ts";
import { Problem } from "../../db/core/problem.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** What a page of another origin may send beside what every page may. */
const requestHeaders = [
  "accept-language",
  "authorization",
  "content-type",
  "idempotency-key",
  "if-none-match",
  "traceparent",
].join(", ");

/** What its script may read of an answer beside what every script may. */
const exposedHeaders = [
  "content-disposition",
  "etag",
  "idempotency-replayed",
  "location",
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "serambi-degraded",
  "server-timing",
  "x-cache",
  "x-request-id",
].join(", ");

/** Seconds a browser may remember what it was told before its request; Chromium keeps to two hours whatever is said. */
const preflightSeconds = 7_200;

/** Whether a request only asks, and changes nothing. */
export function isSafe(request: Request): boolean {
  return safe.has(request.method);
}

/**
 * Refuses what a page of a stranger's site would have somebody's browser do (`ASAL_DITOLAK`): any method that changes
 * something, unless the page is of the host that answers or of an allowed origin. Programs send neither header.
 */
export function refuseStrangers(request: Request, config: Config): void {
  if (!isSafe(request)) refuseForeign(request, config);
}

/** Refuses what a page of a stranger's site asks for (`ASAL_DITOLAK`), be it only to listen: a socket knows no rules of origin. */
export function refuseForeign(request: Request, config: Config): void {
  const origin = request.headers.get("origin");
  if (origin !== null) {
    if (origin === new URL(request.url).origin || config.ALLOWED_ORIGINS.includes(origin)) return;
    throw new Problem("ASAL_DITOLAK");
  }
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") throw new Problem("ASAL_DITOLAK");
}

/** The headers that let scripts of an allowed origin read an answer; they say nothing to any other. */
export function shareWithOrigin(request: Request, config: Config): Record<string, string> {
  if (config.ALLOWED_ORIGINS.length === 0) return {};
  const origin = request.headers.get("origin");
  if (origin === null || !config.ALLOWED_ORIGINS.includes(origin)) return { vary: "Origin" };
  return {
    vary: "Origin",
    "access-control-allow-origin": origin,
    "access-control-expose-headers": exposedHeaders,
    "cross-origin-resource-policy": "cross-origin",
  };
}

/** The answer to OPTIONS: the methods of an address and, to a page of an allowed origin, what it may send. */
export function answerOptions(request: Request, config: Config, methods: readonly string[]): Response {
  const headers = new Headers({ allow: methods.join(", "), "cache-control": "no-store" });
  const origin = request.headers.get("origin");
  if (origin !== null && config.ALLOWED_ORIGINS.includes(origin)) {
    headers.set("access-control-allow-methods", methods.filter((method) => method !== "OPTIONS").join(", "));
    headers.set("access-control-allow-headers", requestHeaders);
    headers.set("access-control-max-age", String(preflightSeconds));
  }
  return new Response(null, { status: 204, headers });
}
