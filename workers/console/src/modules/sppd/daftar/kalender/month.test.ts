import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, isMonth, weeksOf } from "./month.ts";

const month = fc
  .tuple(fc.integer({ min: 2020, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, of]) => `${year}-${String(of).padStart(2, "0")}`);

describe("a month on the calendar", () => {
  it("begins on the Monday of its first week: April 2026 on 30 March, February 2027 on its first", () => {
    expect(weeksOf("2026-04").map(([monday]) => monday)).toEqual([
      "2026-03-30",
      "2026-04-06",
      "2026-04-13",
      "2026-04-20",
      "2026-04-27",
    ]);
    expect(weeksOf("2027-02").flat()).toHaveLength(28);
  });

  it("holds each of its days once, in whole weeks without a gap", () => {
    fc.assert(
      fc.property(month, (shown) => {
        const days = weeksOf(shown).flat();
        expect(days.length % 7).toBe(0);
        expect(days.every((day, index) => index === 0 || day === addDays(days[index - 1] ?? "", 1))).toBe(true);
        const own = days.filter((day) => day.startsWith(shown));
        expect(own[0]).toBe(`${shown}-01`);
        expect(addDays(own.at(-1) ?? "", 1)).toBe(`${addMonths(shown, 1)}-01`);
      }),
    );
  });

  it("is followed by the next over the end of a year, and told from what is none", () => {
    expect([addMonths("2026-12", 1), addMonths("2026-01", -1)]).toEqual(["2027-01", "2025-12"]);
    expect(["2026-04", "2026-13", "26-04", undefined, ["2026-04"]].map(isMonth)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
