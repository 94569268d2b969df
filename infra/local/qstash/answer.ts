import type { FrontAnswer } from "../front.ts";
import { Refusal } from "./refusal.ts";

/** An answer in JSON. */
export function answerJson(status: number, body: unknown): FrontAnswer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/** What a body in JSON says. Throws `Refusal` when it is none. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new Refusal(400, "invalid JSON body");
  }
}
