import { describe, expect, it } from "vitest";
import { chooseRetryDelay } from "./retry.ts";
import { readPublishSpec } from "./spec.ts";

function failed(header: Record<string, string> = {}) {
  const values = Object.entries(header).map(([name, value]): [string, string[]] => [name, [value]]);
  return { status: 500, header: Object.fromEntries(values), body: Buffer.alloc(0) };
}

function message(retried: number, headers: Record<string, string> = {}) {
  return { retried, spec: readPublishSpec(headers) };
}

describe("how long a failed delivery waits", () => {
  it("grows as the service's does, to a day at most", () => {
    const seconds = [0, 1, 2, 3, 4, 100].map((retried) => chooseRetryDelay(message(retried), failed()) / 1000);
    expect(seconds).toEqual([12, 148, 1808, 22026, 86400, 86400]);
  });

  it("is what the publisher's formula says, within a day", () => {
    const formula = { "upstash-retry-delay": "pow(10, retried) * 1000" };
    expect([0, 1, 2, 9].map((retried) => chooseRetryDelay(message(retried, formula), failed()))).toEqual([
      1_000, 10_000, 100_000, 86_400_000,
    ]);
    expect(chooseRetryDelay(message(0, { "upstash-retry-delay": "0 - 5" }), failed())).toBe(0);
    expect(chooseRetryDelay(message(0, { "upstash-retry-delay": "0 / 0" }), failed())).toBe(12_000);
  });

  it.each([
    ["Retry-After", "30", 30_000],
    ["Retry-After", "0", 0],
    ["Retry-After", "86400", 86_400_000],
    ["X-Ratelimit-Reset", "2.5", 2_500],
    ["X-Ratelimit-Reset-Requests", "6m5s", 365_000],
    ["X-Ratelimit-Reset-Tokens", "1h", 3_600_000],
    ["Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ])("is what the endpoint asks for: %s: %s", (name, value, ms) => {
    expect(chooseRetryDelay(message(0, { "upstash-retry-delay": "1" }), failed({ [name]: value }))).toBe(ms);
  });

  it("is counted from real time when the endpoint names a date", () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    const delay = chooseRetryDelay(message(0), failed({ "Retry-After": inAMinute }));
    expect(delay).toBeGreaterThan(57_000);
    expect(delay).toBeLessThanOrEqual(60_000);
  });

  it.each(["86401", "25h", "12 monkeys", "soon", "-5", "", "1e3", "Fri, 99 Foo 2026 00:00:00 GMT"])(
    "is the usual one when the endpoint asks for more than a day, or for nonsense: %j",
    (value) => {
      expect(chooseRetryDelay(message(0), failed({ "Retry-After": value }))).toBe(12_000);
    },
  );
});
