import { type EndpointReply, readReplyHeader } from "./delivery.ts";
import { parseDuration } from "./duration.ts";
import { readDelayExpression } from "./expression.ts";
import type { Message } from "./message.ts";

const dayMs = 86_400_000;
const resetHeaders = ["Retry-After", "X-RateLimit-Reset", "X-RateLimit-Reset-Requests", "X-RateLimit-Reset-Tokens"];
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Milliseconds before retry n (1, 2, …): e^(2.5 n) seconds, a day at most: 12 s, 148 s, 1808 s … */
function backoff(retry: number): number {
  return Math.min(dayMs, Math.round(Math.exp(2.5 * retry)) * 1000);
}

/**
 * Milliseconds until a failed delivery is tried again: what the endpoint asks for, else the message's own expression, else
 * the backoff. More than a day is not heeded when an endpoint asks, and cut when an expression says so.
 */
export function chooseRetryDelay(message: Pick<Message, "retried" | "spec">, reply: EndpointReply): number {
  for (const name of resetHeaders) {
    const asked = readDelay(readReplyHeader(reply, name) ?? "");
    if (asked !== null && asked <= dayMs) return asked;
  }
  const { retried, spec } = message;
  const own = spec.retryDelay === null ? Number.NaN : readDelayExpression(spec.retryDelay)(retried);
  return Number.isNaN(own) ? backoff(retried + 1) : Math.round(Math.min(dayMs, Math.max(0, own)));
}

/** Milliseconds of `120` (seconds), `6m5s`, or a date: the endpoint means real time, not the queue's clock. */
function readDelay(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  if (!httpDate.test(text)) return parseDuration(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
