import type { Context } from "hono";
import { accepts } from "hono/accepts";

/** Which of the types a client would rather have (`Accept`); the first when it does not say. */
export function prefers(c: Context, ...types: [string, ...string[]]): string {
  return accepts(c, { header: "Accept", supports: types, default: types[0] });
}
