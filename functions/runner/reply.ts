import { describeProblem, problemPath, type Problem } from "../../db/core/problem.ts";

/** What a delivery came to, and what the queue is told of it. What went wrong is in our log only. */
export interface Reply {
  readonly outcome: string;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Nothing more to do with this delivery. */
export function isDone(outcome: string): Reply {
  return { outcome, status: 200, body: { status: outcome }, headers: {} };
}

/** Deliver it again: after so many seconds, or by the queue's own backoff. */
export function tryAgain(status: 500 | 503, seconds?: number): Reply {
  const headers: Record<string, string> = seconds === undefined ? {} : { "retry-after": String(seconds) };
  return { outcome: "retry", status, body: { status: "retry" }, headers };
}

/** Never deliver it again: QStash's own way of saying so. */
export function giveUp(code: string): Reply {
  return {
    outcome: code,
    status: 489,
    body: { status: "dead", code },
    headers: { "upstash-nonretryable-error": "true" },
  };
}

/** Refuses a request (RFC 9457): it learns nothing but that. */
export function refuse(problem: Problem, request: { id: string; publicUrl: string }): Reply {
  const { code, status } = problem;
  const type = `${request.publicUrl}${problemPath(code)}`;
  return {
    outcome: code,
    status,
    body: { type, ...describeProblem(problem, "en"), status, code, request_id: request.id },
    headers: { "content-type": "application/problem+json; charset=utf-8", "www-authenticate": "Upstash-Signature" },
  };
}

/** The HTTP response of a reply. */
export function toResponse({ status, body, headers }: Reply): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}
