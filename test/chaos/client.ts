import { inject } from "vitest";
import { pause } from "../setup/http.ts";
import type { Actor } from "../setup/institution.ts";

/** What the edge answered in the end. */
export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
  /** Which edge it was. */
  readonly edge: number;
}

/** How often somebody tries again before they call the platform broken. */
const mostTries = 80;
/** Longer than the edge waits for anything. */
const patienceMs = 60_000;

/**
 * Asks for a change under a key of its own until there is an answer: as long as the platform says that it cannot now
 * (503 with `Retry-After`), or says nothing at all. Each try goes to the other edge.
 */
export async function insist(
  actor: Actor,
  path: string,
  body: unknown,
  options: { readonly edge: 0 | 1; readonly key: string },
): Promise<Answered> {
  for (let tries = 0; tries < mostTries; tries++) {
    const answered = await once(actor, "POST", path, body, (options.edge + tries) % 2, options.key);
    if (answered && answered.status !== 503) return answered;
    await pause(100);
  }
  throw new Error(`${path} was refused ${mostTries} times`);
}

/** Reads something once; null when there was no answer. */
export async function look(actor: Actor, path: string, edge: 0 | 1): Promise<Answered | null> {
  return await once(actor, "GET", path, undefined, edge);
}

/** One request. What the platform may never answer, whatever fails behind it, fails the story. */
async function once(
  actor: Actor,
  method: string,
  path: string,
  body: unknown,
  edge: number,
  key?: string,
): Promise<Answered | null> {
  const { urls } = inject("stack");
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${edge === 0 ? urls.edge : urls.edge2}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${actor.token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    });
    text = await response.text();
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") {
      throw new Error(`${method} ${path} hung`, { cause: error });
    }
    return null;
  }
  const { status, headers } = response;
  if (status >= 500 && status !== 503) throw new Error(`${method} ${path} answered ${status}: ${text}`);
  if (status === 503 && !(Number(headers.get("retry-after")) > 0)) throw new Error(`${path}: 503 without Retry-After`);
  return { status, headers, edge, body: JSON.parse(text) as Record<string, unknown> };
}
