import type { Clock } from "../control/clock.ts";
import type { Complaints } from "./complaints.ts";

/** The longest nap between two looks: a machine that slept has a clock that jumped without telling. */
const longestNapMs = 30_000;
/** After a failed look: the database may be away for a while. */
const failedNapMs = 1_000;

/**
 * Looks after something that becomes due by the queue's clock: at once when woken or when the clock moves, else when
 * `look` said that the next thing is due (null: nothing is known). Never two looks at a time.
 */
export class Watch {
  readonly #clock: Clock;
  readonly #complaints: Complaints;
  readonly #look: () => Promise<number | null>;
  readonly #unlisten: () => void;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(clock: Clock, complaints: Complaints, look: () => Promise<number | null>) {
    this.#clock = clock;
    this.#complaints = complaints;
    this.#look = look;
    this.#unlisten = clock.onAdvance(() => this.wake());
  }

  /** Something may be due that was not before. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#looking) this.#again = true;
    else this.#looking = this.#run();
  }

  /** Ends when no look is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unlisten();
    clearTimeout(this.#timer);
    await this.#looking;
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    let nap = longestNapMs;
    do {
      this.#again = false;
      try {
        const next = await this.#look();
        nap = next === null ? longestNapMs : Math.min(longestNapMs, Math.max(0, next - this.#clock.now()));
      } catch (error) {
        nap = failedNapMs;
        this.#complaints.add(error);
      }
    } while (this.#again && !this.#stopped && nap !== failedNapMs);
    this.#looking = undefined;
    if (!this.#stopped) this.#timer = setTimeout(() => this.wake(), nap);
  }
}
