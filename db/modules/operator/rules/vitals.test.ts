import { describe, expect, it } from "vitest";
import { batas, emberDari, perangkatDari, ringkas, ukuran, type Ukuran } from "./vitals.ts";

const counted = (measure: Ukuran, values: readonly number[]) => {
  const counts = new Map<number, number>();
  for (const value of values) {
    const bucket = emberDari(measure, value);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return counts;
};

describe("the buckets of a measure", () => {
  it.each(ukuran)("of %s are those that the table takes, rise with the value, and take every value", (measure) => {
    const [good, needs] = batas[measure];
    const values = [0, good / 10, good, good * 1.001, needs, needs * 1.001, needs * 4, 1e9, Number.MAX_VALUE];
    const buckets = values.map((value) => emberDari(measure, value));
    expect(buckets.toSorted((a, b) => a - b)).toEqual(buckets);
    expect(buckets[0]).toBe(0);
    expect(buckets.at(-1)).toBeLessThanOrEqual(15);
  });

  it.each(ukuran)("of %s end where good ends and where poor begins, so that shares are exact", (measure) => {
    for (const limit of batas[measure]) {
      expect(emberDari(measure, limit * 1.000_001)).toBe(emberDari(measure, limit) + 1);
    }
  });
});

describe("what measurements come to", () => {
  it("is how many, which part was good, needs work, was poor", () => {
    const counts = counted("LCP", [900, 2400, 2500, 2501, 4000, 4001, 60_000, 1]);
    expect(ringkas("LCP", counts)).toMatchObject({ banyak: 8, baik: 0.5, sedang: 0.25, buruk: 0.25 });
    expect(ringkas("CLS", counted("CLS", [0, 0, 0.3]))).toMatchObject({ baik: 0.6667, sedang: 0, buruk: 0.3333 });
  });

  it("has the 75th percentile as if a bucket were filled evenly", () => {
    // Four in 2000–2500: three quarters of the way.
    expect(ringkas("LCP", new Map([[4, 4]]))?.p75).toBe(2375);
    // The 75th of a hundred is the fifth of ten in 200–250.
    expect(
      ringkas(
        "INP",
        new Map([
          [0, 70],
          [6, 10],
          [14, 20],
        ]),
      )?.p75,
    ).toBe(225);
    expect(ringkas("CLS", new Map([[0, 1]]))?.p75).toBe(0.0038);
  });

  it("is near to what was measured", () => {
    const values = Array.from({ length: 1000 }, (_, at) => at * 4);
    expect(ringkas("TTFB", counted("TTFB", values))?.p75).toBeCloseTo(3000, -2);
  });

  it("knows no more of the slowest than that they were slower than the last limit; nothing measured is nothing", () => {
    expect(ringkas("INP", new Map([[14, 3]]))).toMatchObject({ p75: 5000, buruk: 1 });
    expect(ringkas("INP", new Map())).toBeNull();
  });
});

it("tells phones from computers by what browsers say of themselves", () => {
  const android =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";
  const iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
  const windows =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
  expect([android, iphone, windows, ""].map(perangkatDari)).toEqual(["ponsel", "ponsel", "komputer", "komputer"]);
});
