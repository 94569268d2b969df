/** Real time plus an offset that only grows. QStash lives by it, so that tests need not wait for a retry in six hours. */
export class Clock {
  #offset = 0;
  #listeners = new Set<() => void>();

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** Milliseconds ahead of real time. */
  get offset(): number {
    return this.#offset;
  }

  /** Moves ahead by a non-negative number of milliseconds and tells the listeners. Throws RangeError for anything else. */
  advance(ms: number): void {
    const offset = this.#offset + ms;
    // Beyond this a Date no longer exists.
    if (!Number.isFinite(ms) || ms < 0 || Date.now() + offset > 8.64e15)
      throw new RangeError("ms must be zero or more");
    this.#offset = Math.round(offset);
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch (error) {
        // One listener's failure must not keep the others in the past.
        process.stderr.write(`clock listener: ${error instanceof Error ? error.stack : String(error)}\n`);
      }
    }
  }

  /** Called after each advance. Returns the function that stops that. */
  onAdvance(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
