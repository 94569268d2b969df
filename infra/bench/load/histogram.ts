/** Each bucket is 2 % wider than the one before it: that is how exact a percentile is. */
const growth = Math.log(1.02);
const least = 0.01;

/** Durations (milliseconds) counted by size, in a few hundred buckets however many there are. */
export class Histogram {
  readonly #buckets: number[] = [];
  #count = 0;
  #max = 0;

  add(ms: number): void {
    const index = ms <= least ? 0 : Math.ceil(Math.log(ms / least) / growth);
    this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    this.#count += 1;
    if (ms > this.#max) this.#max = ms;
  }

  get count(): number {
    return this.#count;
  }

  get max(): number {
    return this.#max;
  }

  /** The duration that a share of them (0 to 1) did not exceed, to within 2 %; 0 when there are none. */
  percentile(share: number): number {
    const rank = Math.max(1, Math.ceil(share * this.#count));
    let seen = 0;
    for (const [index, count = 0] of this.#buckets.entries()) {
      seen += count;
      if (seen >= rank) return Math.min(this.#max, least * Math.exp(index * growth));
    }
    return this.#max;
  }
}
