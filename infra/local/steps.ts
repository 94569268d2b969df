/** What was started, so that it can be stopped in the opposite order, also when a later step fails. */
export class Steps {
  readonly #stops: (() => Promise<void> | void)[] = [];
  readonly #say: (line: string) => void;
  #stopped: Promise<void> | undefined;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** Runs one step and says how long it took. */
  async run<T>(name: string, step: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await step();
    this.#say(`✓ ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    return result;
  }

  /** Remembers what must be stopped at the end, and hands it back. */
  keep<T extends { stop(): Promise<void> | void }>(running: T): T {
    this.#stops.push(() => running.stop());
    return running;
  }

  /** Stops everything, the last started first; what fails to stop does not keep the rest running. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const stop of this.#stops.toReversed()) {
      try {
        await stop();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "Not everything could be stopped.");
  }
}
