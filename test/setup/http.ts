import { inject } from "vitest";
import type { Actor } from "./institution.ts";

/** What the edge answered: status, parsed JSON (or null), headers. */
export interface Reply<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** Asks the edge as somebody (or nobody) for something below `/api/v1`, with a JSON body or a file. */
export async function ask<Body = Record<string, unknown>>(
  actor: Actor | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  file?: Uint8Array<ArrayBuffer>,
): Promise<Reply<Body>> {
  const response = await fetch(`${inject("stack").urls.edge}/api/v1${path}`, {
    method,
    headers: {
      ...(actor ? { authorization: `Bearer ${actor.token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(file === undefined ? {} : { body: file }),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : null) as Body, headers: response.headers };
}

/** What a reply comes to: its status, with the code of what went wrong. */
export function codeOf({ status, body }: Reply<object | null>): string {
  const { code = "" } = (body ?? {}) as { code?: string };
  return `${status} ${code}`.trim();
}

/** A trace of one's own, so that the stack can tell what a request cost. */
export function newTrace(): { traceId: string; traceparent: string } {
  const hex = () => crypto.randomUUID().replaceAll("-", "");
  const traceId = hex();
  return { traceId, traceparent: `00-${traceId}-${hex().slice(0, 16)}-01` };
}

/** Round trips that a trace has made so far, by service. */
export async function roundTrips(traceId: string): Promise<{ neon: number; upstash: number; qstash: number }> {
  const response = await fetch(`${inject("stack").urls.control}/counts/${traceId}`);
  const counts = (await response.json()) as Record<"neon" | "upstash" | "qstash", { requests: number }>;
  return { neon: counts.neon.requests, upstash: counts.upstash.requests, qstash: counts.qstash.requests };
}

/** Lets time pass. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Asks again until the answer is as wanted, or the time is over: long enough for any machine, unless told. */
export async function until<T>(read: () => Promise<T>, wanted: (value: T) => boolean, ms = 60_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const value = await read();
    if (wanted(value) || Date.now() > deadline) return value;
    await pause(100);
  }
}

/**
 * Asks again until the answer is as wanted. What was asked later than `ms` after this began must be answered so: however long
 * answers take here, nobody who asks by then may see what was before.
 */
export async function within<T>(ms: number, read: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  const began = Date.now();
  for (;;) {
    const late = Date.now() - began > ms;
    const value = await read();
    if (wanted(value) || late) return value;
    await pause(100);
  }
}
