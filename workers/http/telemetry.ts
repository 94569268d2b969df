import { sumSpans, type Trace } from "../../db/core/trace.ts";

/** What one request was, for the one line that is logged of it. No names, no addresses, no tokens. */
export interface RequestLog {
  requestId: string;
  route: string;
  method: string;
  institution?: string;
  /** Roles and the units they are held for, not who. */
  roles?: string;
  units?: string;
  cache?: string;
}

/** Writes the line of a request: route, status, durations by service. */
export function logRequest(log: RequestLog, trace: Trace, status: number, ms: number): void {
  console.log(JSON.stringify({ at: "request", ...log, trace: trace.traceId, status, ms, ...sumSpans(trace) }));
}

/** The `Server-Timing` header: round trips by service, so that a browser's tools show where the time went. */
export function serverTiming(trace: Trace, ms: number): string {
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
