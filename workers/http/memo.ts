import { LRUCache } from "lru-cache";

/**
 * What an isolate believes for a moment, of so many things at the most. Whoever looks says what time it is: a cache that
 * asks the clock at each look costs a warm read more than the looking.
 */
export class Memo<V> {
  readonly #kept: LRUCache<string, { readonly value: V; readonly until: number }>;
  readonly #ms: number;

  constructor(max: number, ms: number) {
    this.#kept = new LRUCache({ max });
    this.#ms = ms;
  }

  get(key: string, now: number): V | undefined {
    const kept = this.#kept.get(key);
    return kept && kept.until > now ? kept.value : undefined;
  }

  set(key: string, value: V): void {
    this.#kept.set(key, { value, until: Date.now() + this.#ms });
  }

  delete(key: string): void {
    this.#kept.delete(key);
  }
}
