import type { CacheState } from "../../db/core/cache.ts";
import { sumSpans, type Trace } from "../../db/core/trace.ts";
import type { Principal } from "../../db/modules/identity/principal.ts";

/** What one request was, for the one line that is logged of it. No names, no addresses, no tokens. */
export interface RequestLog {
  requestId: string;
  route: string;
  method: string;
  /** Of whom only the institution, the roles and the units they are held for are told. */
  principal?: Pick<Principal, "institution_id" | "roles">;
  cache?: CacheState;
}

let isolate: string | undefined;
let requests = 0;

/** A request's id, in the form of a UUID: what this isolate drew for itself at first, and a count; a draw for each costs as much as the limiter. */
export function nextRequestId(): string {
  isolate ??= crypto.randomUUID().slice(0, 24);
  return isolate + (requests++).toString(16).padStart(12, "0");
}

/** Of reads that were warm one is logged each so often (ms), for all since the one before: a line costs as much as half such an answer, and they are all alike. */
const warmEveryMs = 1_000;
let warmLogged = 0;
let warmReads = 0;

/** Writes the line of a request that ends `now`: route, status, durations by service. What stands for several says for how many. */
export function logRequest(log: RequestLog, trace: Trace, status: number, ms: number, now: number): void {
  const warm = log.cache === "HIT" && status < 400;
  if (warm) {
    warmReads += 1;
    if (now - warmLogged < warmEveryMs) return;
  }
  const { principal, ...rest } = log;
  const who = principal && {
    institution: principal.institution_id,
    roles: principal.roles.map((role) => role.peran).join(","),
    units: [...new Set(principal.roles.map((role) => role.unit))].join(","),
  };
  const counted = warm ? { standsFor: warmReads } : {};
  const line = { at: "request", ...rest, ...who, trace: trace.traceId, status, ms, ...sumSpans(trace), ...counted };
  if (warm) [warmLogged, warmReads] = [now, 0];
  console.log(JSON.stringify(line));
}

/** The `Server-Timing` header: round trips by service, so that a browser's tools show where the time went. */
export function serverTiming(trace: Trace, ms: number): string {
  if (trace.spans.length === 0) return `total;dur=${ms}`;
  return [...trace.spans, { name: "total", ms }].map(({ name, ms: duration }) => `${name};dur=${duration}`).join(", ");
}

/** Logs what went wrong, for us: kind, message and place, with the request's id that the user was told. */
export function logFault(log: RequestLog, error: unknown): void {
  const told =
    error instanceof Error
      ? { error: error.message, cause: error.cause instanceof Error ? error.cause.message : "", stack: error.stack }
      : { error: String(error) };
  console.error(JSON.stringify({ at: "fault", requestId: log.requestId, route: log.route, ...told }));
}
