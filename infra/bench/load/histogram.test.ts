import { describe, expect, it } from "vitest";
import { Histogram } from "./histogram.ts";

function of(...durations: number[]): Histogram {
  const histogram = new Histogram();
  for (const ms of durations) histogram.add(ms);
  return histogram;
}

describe("a histogram", () => {
  it("tells percentiles to within 2 %", () => {
    const histogram = of(...Array.from({ length: 1000 }, (_, index) => index + 1));
    for (const share of [0.01, 0.5, 0.95, 0.99]) {
      const exact = share * 1000;
      expect(histogram.percentile(share) / exact).toBeGreaterThan(0.999);
      expect(histogram.percentile(share) / exact).toBeLessThan(1.021);
    }
    expect([histogram.count, histogram.max]).toEqual([1000, 1000]);
  });

  it("never tells more than the longest, and takes the shortest and none", () => {
    expect(of(7.3).percentile(0.5)).toBe(7.3);
    expect(of(0, 0.001).percentile(0.99)).toBe(0.001);
    expect(of().percentile(0.5)).toBe(0);
    expect(of(1, 1, 1, 30_000).percentile(0.75)).toBeLessThan(1.03);
    expect(of(1, 1, 1, 30_000).percentile(0.76)).toBe(30_000);
  });
});
