/** Nothing more to do with this delivery. */
export function isDone(status: string): Response {
  return Response.json({ status });
}

/** Deliver it again: after so many seconds, or by the queue's own backoff. What went wrong is in our log only. */
export function tryAgain(status: 500 | 503, seconds?: number): Response {
  return Response.json(
    { status: "retry" },
    { status, headers: seconds === undefined ? {} : { "retry-after": String(seconds) } },
  );
}

/** Never deliver it again: QStash's own way of saying so. */
export function giveUp(code: string): Response {
  return Response.json({ status: "dead", code }, { status: 489, headers: { "upstash-nonretryable-error": "true" } });
}
