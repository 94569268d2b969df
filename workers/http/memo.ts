import { LRUCache } from "lru-cache";

interface Kept<V> {
  readonly value: V;
  readonly until: number;
  used: boolean;
}

/** How many are told to be in use at a time: they make one trip together. */
const mostUsed = 100;

/**
 * What an isolate believes for a moment, of so many things at the most. Whoever looks says what time it is: a cache that
 * asks the clock at each look costs a warm read more than the looking.
 */
export class Memo<V> {
  readonly #kept: LRUCache<string, Kept<V>>;
  readonly #max: number;
  readonly #ms: number;
  /** What was found since it was set; should nobody take it, no more than is kept. */
  readonly #used = new Set<string>();
  #ending = false;

  constructor(max: number, ms: number) {
    this.#kept = new LRUCache({ max });
    this.#max = max;
    this.#ms = ms;
  }

  get(key: string, now: number): V | undefined {
    const kept = this.#kept.get(key);
    if (!kept || kept.until <= now) return undefined;
    if (kept.until - now < this.#ms / 4) this.#ending = true;
    if (!kept.used && this.#used.size < this.#max) {
      kept.used = true;
      this.#used.add(key);
    }
    return kept.value;
  }

  /** Whether something that is in use will soon not be believed any longer. */
  get ending(): boolean {
    return this.#ending;
  }

  /** What is in use: found since it was set, and believed still. Each is told once, to somebody who will ask for it anew. */
  takeUsed(now: number): string[] {
    this.#ending = false;
    const taken: string[] = [];
    for (const key of this.#used) {
      if (taken.length === mostUsed) break;
      this.#used.delete(key);
      const kept = this.#kept.peek(key);
      if (kept && kept.until > now) taken.push(key);
    }
    return taken;
  }

  set(key: string, value: V): void {
    this.#kept.set(key, { value, until: Date.now() + this.#ms, used: false });
  }

  delete(key: string): void {
    this.#kept.delete(key);
  }
}
