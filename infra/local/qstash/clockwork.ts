import type { Control } from "../control.ts";
import type { Courier } from "./courier.ts";
import type { Schedules } from "./schedules.ts";

const napMs = 30_000;

/** Fires schedules when their time comes, one look at a time. */
export class Clockwork {
  readonly #schedules: Schedules;
  readonly #courier: Courier;
  readonly #control: Control;
  readonly #unlisten: () => void;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: { schedules: Schedules; courier: Courier; control: Control }) {
    this.#schedules = parts.schedules;
    this.#courier = parts.courier;
    this.#control = parts.control;
    this.#unlisten = parts.control.clock.onAdvance(() => this.wake());
  }

  /** Looks now: a schedule is new, or the clock has moved. */
  wake(): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#looking = this.#looking.then(() => this.#look());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unlisten();
    clearTimeout(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    let nap = napMs;
    try {
      const next = await this.#schedules.fire();
      this.#courier.wake();
      if (next !== null) nap = Math.min(napMs, Math.max(5, next - this.#control.clock.now()));
    } catch (error) {
      process.stderr.write(`qstash: ${error instanceof Error ? error.message : String(error)}\n`);
      nap = 1_000;
    }
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => this.wake(), nap);
  }
}
