import { Histogram } from "./histogram.ts";

/** Somebody who does things with orders, over HTTP, and how long each kind of thing took. */
export class Journey {
  readonly steps = new Map<string, Histogram>();
  readonly #base: string;

  /** `base` is the API's, such as `http://127.0.0.1:8787/api/v1`. */
  constructor(base: string) {
    this.#base = base;
  }

  /** Takes a step as whoever holds the token; answers what was answered (null for nothing). Throws with the server's words unless it went well. */
  async take<Answer>(
    step: string,
    token: string,
    method: "GET" | "POST" | "DELETE",
    path: string,
    body?: unknown,
  ): Promise<Answer> {
    const start = performance.now();
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    this.note(step, performance.now() - start);
    if (!response.ok) throw new Error(`${step} answered ${response.status}: ${text}`);
    return (text === "" ? null : JSON.parse(text)) as Answer;
  }

  /** Counts a duration (milliseconds) that was measured elsewhere. */
  note(step: string, ms: number): void {
    const known = this.steps.get(step) ?? new Histogram();
    this.steps.set(step, known);
    known.add(ms);
  }
}

/** Does something for each of a list, so many at a time. */
export async function forEachOf<T>(list: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const waiting = list.values();
  const workers = Array.from({ length: atOnce }, async () => {
    for (const one of waiting) await work(one);
  });
  await Promise.all(workers);
}
