import { describe, expect, it } from "vitest";
import { growthOf } from "./endurance.ts";

describe("the growth of memory", () => {
  it("compares the last minute with the second, whatever the first was", () => {
    expect(growthOf([9, 9, 1, 1, 5, 5, 5, 5, 2, 2], 5)).toBe(2);
    expect(growthOf([1, 1, 4, 4, 4, 4, 4, 4, 4, 4], 5)).toBe(1);
  });

  it("is not known without samples", () => {
    expect(growthOf([], 5)).toBeNull();
    expect(growthOf([1, 2, 3], 5)).toBeNull();
  });
});
