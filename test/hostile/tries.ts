import { Redis } from "ioredis";
import { inject } from "vitest";
import { send, type Got, type Sent } from "./http.ts";

/** An institution whose people's quotas are begun anew. */
type Named = Readonly<Record<"id" | "slug", string>>;

/** Sends a request of these institutions' people or of nobody; where it was asked too often, again. */
export async function sendAnyway(ours: readonly Named[], sent: Sent): Promise<Got> {
  let got = await send(sent);
  // More than once: others try meanwhile.
  for (let again = 0; got.status === 429 && again < 5; again++) {
    await forgetTries(ours, sent);
    got = await send(sent);
  }
  return got;
}

/**
 * Starts the exact quotas of these institutions' people anew, and those of whoever is of none: how often they may try is what other
 * tests are about. What these count is left alone: the names of their institutions begin with `uji-`.
 */
export async function forgetTries(ours: readonly Named[], sent?: Sent): Promise<void> {
  const [, half = ""] = /"token":"([^".]*)/.exec(typeof sent?.body === "string" ? sent.body : "") ?? [];
  const link = `limit:tautan:${half}`;
  const registering = "limit:daftar-institusi:unknown";
  const redis = new Redis(inject("stack").redisUrl);
  try {
    const all = await redis.keys("limit:*");
    const keys = all.filter(
      (key) =>
        key === link ||
        key === registering ||
        ours.some(({ id, slug }) => key.includes(id) || key.includes(slug)) ||
        (key.startsWith("limit:lupa-sandi:") && !key.includes(" uji-")),
    );
    if (keys.length > 0) await redis.del(...keys);
  } finally {
    redis.disconnect();
  }
}
