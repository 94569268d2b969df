import { describe, expect, it } from "vitest";
import { readCron } from "./cron.ts";

const at = (text: string): number => Date.parse(text);

describe("a cron expression", () => {
  it("is in UTC unless it names a zone", () => {
    const now = at("2026-03-02T10:00:00Z");
    expect(readCron("0 4 * * *").next(now)).toBe(at("2026-03-03T04:00:00Z"));
    expect(readCron("  CRON_TZ=Asia/Jakarta  0 4 * * *  ").next(now)).toBe(at("2026-03-02T21:00:00Z"));
    expect(readCron("CRON_TZ=America/New_York 0 4 * * MON-FRI").next(now)).toBe(at("2026-03-03T09:00:00Z"));
  });

  it("has a next moment after now, and a latest one that may be now", () => {
    const now = at("2026-03-02T10:00:00Z");
    const hourly = readCron("0 * * * *");
    expect([hourly.latest(now), hourly.next(now)]).toEqual([now, at("2026-03-02T11:00:00Z")]);
    expect(hourly.latest(now + 59 * 60_000)).toBe(now);
    expect(hourly.latest(now - 1)).toBe(at("2026-03-02T09:00:00Z"));
  });

  it.each([
    "",
    "* * * *",
    "* * * * * *",
    "@daily",
    "61 * * * *",
    "0 0 31 2 *",
    "0 0 L * *",
    "0 0 * * MON#2",
    "CRON_TZ=Nowhere/City 0 0 * * *",
    "CRON_TZ= 0 0 * * *",
    "TZ=UTC 0 0 * * *",
  ])("%j is refused", (text) => {
    expect(() => readCron(text)).toThrow("invalid cron expression");
  });
});
