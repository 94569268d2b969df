/** What was started, so that it can be stopped in the opposite order, also when a later step fails. */
export class Steps {
  readonly #stops: (() => Promise<void> | void)[] = [];
  readonly #say: (line: string) => void;
  readonly #signal: AbortSignal | undefined;
  #stopped: Promise<void> | undefined;

  /** No step is begun once the signal is aborted: `run` then throws its reason. */
  constructor(say: (line: string) => void, signal?: AbortSignal) {
    this.#say = say;
    this.#signal = signal;
  }

  /** Runs one step and says how long it took. */
  async run<T>(name: string, step: () => Promise<T>): Promise<T> {
    this.#signal?.throwIfAborted();
    const start = performance.now();
    const result = await step();
    this.#say(`✓ ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    this.#signal?.throwIfAborted();
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

/** Waits for both also when one fails, so that nothing is still starting while the rest is being stopped. */
export async function waitForBoth<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return await Promise.all([one, other]);
}
