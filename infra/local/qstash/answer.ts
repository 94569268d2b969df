import type { FrontAnswer } from "../front.ts";
import { Refusal } from "./refusal.ts";

/** JSON of a body that must be an object or a list. */
export function parse(body: Buffer): object {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // said below
  }
  throw new Refusal(400, "invalid JSON body");
}

/** An answer in JSON. */
export function json(status: number, body: unknown): FrontAnswer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
