import { describe, expect, it } from "vitest";
import { acak } from "../reference/acak.ts";
import { dateAt, instantOf, uuidAt, workdayBefore, workdaysLater } from "./time.ts";

describe("time in Semarang", () => {
  it("is seven hours ahead of UTC", () => {
    expect(dateAt(Date.parse("2026-04-05T16:59:59Z"))).toBe("2026-04-05");
    expect(dateAt(Date.parse("2026-04-05T17:00:00Z"))).toBe("2026-04-06");
    expect(new Date(instantOf("2026-04-06", 8, 30)).toISOString()).toBe("2026-04-06T01:30:00.000Z");
  });

  it("passes over weekends and holidays at the office", () => {
    const friday = instantOf("2026-04-10", 15);
    expect(dateAt(workdaysLater(acak(1), friday, 1))).toBe("2026-04-13");
    expect(dateAt(workdaysLater(acak(1), instantOf("2026-12-24", 9), 1))).not.toBe("2026-12-25");
    expect(workdayBefore("2026-04-12")).toBe("2026-04-10");
  });

  it("is what an id begins with", () => {
    const instant = Date.parse("2024-02-29T01:02:03.004Z");
    const id = uuidAt(acak(1), instant);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toBe(instant);
  });
});
