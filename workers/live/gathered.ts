/** Gathers names and tells them together: the first at once, and what comes within `ms` after it when that is over. */
export class Gathered {
  readonly #names = new Set<string>();
  readonly #ms: number;
  readonly #tell: (names: readonly string[]) => void;
  #told = 0;
  #isDue = false;

  constructor(ms: number, tell: (names: readonly string[]) => void) {
    this.#ms = ms;
    this.#tell = tell;
  }

  add(names: readonly string[], now: number): void {
    for (const name of names) this.#names.add(name);
    if (this.#names.size === 0 || this.#isDue) return;
    const wait = this.#told + this.#ms - now;
    if (wait <= 0) this.#tellAll();
    else {
      this.#isDue = true;
      setTimeout(() => this.#tellAll(), wait);
    }
  }

  #tellAll(): void {
    const names = [...this.#names].toSorted();
    this.#names.clear();
    this.#isDue = false;
    this.#told = Date.now();
    this.#tell(names);
  }
}
