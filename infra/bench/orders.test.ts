import { describe, expect, it } from "vitest";
import { planTrips } from "./orders.ts";

describe("the trips that are issued", () => {
  it("send nobody twice on one day, and nobody at a weekend", () => {
    const trips = planTrips(["ratna", "bayu", "sari"], 200, "2026-11-20");
    expect(trips).toHaveLength(200);
    expect(new Set(trips.map(({ traveller, day }) => `${traveller} ${day}`)).size).toBe(200);
    const weekdays = new Set(trips.map(({ day }) => new Date(day).getUTCDay()));
    expect(weekdays).toEqual(new Set([1, 2, 3, 4, 5]));
    expect(trips[0]?.day).toBe("2027-01-04");
  });
});
