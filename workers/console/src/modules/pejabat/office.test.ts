import { describe, expect, it } from "vitest";
import { capacitiesOf } from "./office.ts";

describe("in what capacity others may stand in", () => {
  it("is in the name of whoever holds the office, while they are away, or while it is vacant", () =>
    expect(capacitiesOf({ kapasitas: "definitif", sebutan: ["Dekan,"] })).toEqual(["Plh", "Plt", "a.n."]));
  it("is below it, of an office that signs in another's name itself", () =>
    expect(capacitiesOf({ kapasitas: "definitif", sebutan: ["a.n. Rektor", "Wakil Rektor II,"] })).toContain("u.b."));
  it("is u.b. alone, of what was given a.n.", () =>
    expect(capacitiesOf({ kapasitas: "a.n.", sebutan: ["a.n. Dekan", "Wakil Dekan I,"] })).toEqual(["u.b."]));
  it.each(["Plh", "Plt", "u.b."] as const)("is none, of what was given as %s", (kapasitas) =>
    expect(capacitiesOf({ kapasitas, sebutan: ["Dekan,"] })).toEqual([]),
  );
});
