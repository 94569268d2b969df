/** What is measured: milliseconds, but for CLS, which has no unit. */
export const ukuran = ["LCP", "INP", "CLS", "FCP", "TTFB"] as const;
export type Ukuran = (typeof ukuran)[number];

/** What somebody sits at. */
export const perangkat = ["ponsel", "komputer"] as const;
export type Perangkat = (typeof perangkat)[number];

/** Up to the first it is good, up to the second it needs work, beyond it is poor (web.dev/articles/vitals, at the 75th percentile). */
export const batas: Readonly<Record<Ukuran, readonly [number, number]>> = {
  LCP: [2500, 4000],
  INP: [200, 500],
  CLS: [0.1, 0.25],
  FCP: [1800, 3000],
  TTFB: [800, 1800],
};

/**
 * Where a bucket ends and the next begins; what is beyond the last is in one more. Both limits are among them. Counts that lie in the
 * database were made with these: with others, what was counted before would mean something else.
 */
const tepi: Readonly<Record<Ukuran, readonly number[]>> = {
  LCP: [500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 5000, 6000, 8000, 10_000, 15_000, 30_000],
  INP: [25, 50, 75, 100, 150, 200, 250, 300, 400, 500, 750, 1000, 2000, 5000],
  CLS: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.35, 0.5, 0.75, 1, 2],
  FCP: [300, 600, 900, 1200, 1500, 1800, 2200, 2600, 3000, 4000, 5000, 7500, 10_000, 20_000],
  TTFB: [50, 100, 200, 300, 400, 600, 800, 1000, 1400, 1800, 2500, 4000, 8000, 16_000],
};

/** The bucket of a value; one that ends a bucket is still in it. */
export function emberDari(measure: Ukuran, value: number): number {
  const at = tepi[measure].findIndex((end) => value <= end);
  return at === -1 ? tepi[measure].length : at;
}

/** What a number of measurements come to. */
export interface Ringkasan {
  readonly banyak: number;
  /** Three of four were as quick or quicker; beyond the last bucket's beginning nothing more is known than that. */
  readonly p75: number;
  /** Which part of them (0–1) was good, needs work, was poor. */
  readonly baik: number;
  readonly sedang: number;
  readonly buruk: number;
}

/** Sums up the counts of a measure's buckets; null where nothing was measured. */
export function ringkas(measure: Ukuran, counts: ReadonlyMap<number, number>): Ringkasan | null {
  const banyak = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (banyak === 0) return null;
  const [good, needs] = batas[measure].map((limit) => upTo(counts, emberDari(measure, limit)) / banyak);
  const baik = round(good ?? 0);
  const sedang = round((needs ?? 0) - (good ?? 0));
  return { banyak, p75: percentile(measure, counts, banyak * 0.75), baik, sedang, buruk: round(1 - (needs ?? 0)) };
}

function upTo(counts: ReadonlyMap<number, number>, last: number): number {
  return [...counts].reduce((sum, [bucket, count]) => (bucket <= last ? sum + count : sum), 0);
}

/** As if those in a bucket lay evenly between its ends. */
function percentile(measure: Ukuran, counts: ReadonlyMap<number, number>, rank: number): number {
  const ends = tepi[measure];
  let before = 0;
  for (let bucket = 0; bucket < ends.length; bucket++) {
    const count = counts.get(bucket) ?? 0;
    const [from, to] = [ends[bucket - 1] ?? 0, ends[bucket] ?? 0];
    if (count > 0 && before + count >= rank) return round(from + ((to - from) * (rank - before)) / count);
    before += count;
  }
  return ends.at(-1) ?? 0;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/** What a browser says that it runs on. A tablet counts as a phone where it says what it is. */
export function perangkatDari(userAgent: string): Perangkat {
  return /\b(?:Mobile|Android|iPhone|iPad)\b/.test(userAgent) ? "ponsel" : "komputer";
}
