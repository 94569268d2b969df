import type { Control } from "../control.ts";
import type { Clockwork } from "./clockwork.ts";
import type { Courier } from "./courier.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { Keys } from "./keys.ts";
import type { Schedules } from "./schedules.ts";
import type { MessageStore } from "./store.ts";

/** The queue's parts, as its API reaches them. */
export interface Queue {
  readonly store: MessageStore;
  readonly keys: Keys;
  readonly schedules: Schedules;
  readonly letters: DeadLetters;
  readonly courier: Courier;
  readonly clockwork: Clockwork;
  readonly control: Control;
}
