import { parseDuration } from "./duration.ts";
import { readDelayExpression } from "./expression.ts";
import type { Message } from "./message.ts";

const dayMs = 86_400_000;

/** Milliseconds before retry n (1, 2, …): e^(2.5 n) seconds, a day at most: 12 s, 148 s, 1808 s … */
function backoff(retry: number): number {
  return Math.min(dayMs, Math.round(Math.exp(2.5 * retry)) * 1000);
}

/**
 * When a failed delivery is tried again, in milliseconds from now. The endpoint may ask for a time of its own
 * (`Retry-After`, `X-RateLimit-Reset…`: seconds, a date, or a duration; beyond a day it is not heeded), and the publisher
 * for a formula; else it is the service's backoff.
 */
export function retryDelay(message: Message, headers: Readonly<Record<string, string>>, now: number): number {
  const names = ["retry-after", "x-ratelimit-reset", "x-ratelimit-reset-requests", "x-ratelimit-reset-tokens"];
  for (const name of names) {
    const asked = headers[name] === undefined ? null : readMoment(headers[name], now);
    if (asked !== null && asked >= 0 && asked <= dayMs) return asked;
  }
  const { retryDelay: formula } = message.spec;
  if (formula === null) return backoff(message.retried + 1);
  const computed = readDelayExpression(formula)(message.retried);
  return Number.isFinite(computed) ? Math.min(dayMs, Math.max(0, Math.round(computed))) : backoff(message.retried + 1);
}

function readMoment(text: string, now: number): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  const duration = parseDuration(text);
  if (duration !== null) return duration;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
