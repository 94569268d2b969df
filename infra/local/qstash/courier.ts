import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { Control, Fault } from "../control.ts";
import type { Complaints } from "./complaints.ts";
import { deliver, type EndpointReply } from "./delivery.ts";
import type { Keys } from "./keys.ts";
import type { Message } from "./message.ts";
import { settle } from "./outcome.ts";
import type { MessageStore } from "./store.ts";
import { Watch } from "./watch.ts";

/** Deliveries under way at once, and those of them to one origin: a slow endpoint must not hold up the others. */
const total = 128;
const perOrigin = 32;
/** How long a delivery that is held by a fault, or could not be settled, is left alone. */
const pauseMs = 1_000;
/** What deliveries under way are given to end when the queue stops. */
const graceMs = 500;

/** Carries messages to their endpoints when they are due, and does what their answers ask for. */
export class Courier {
  readonly #pool: pg.Pool;
  readonly #store: MessageStore;
  readonly #keys: Keys;
  readonly #control: Control;
  readonly #watch: Watch;
  readonly #complaints: Complaints;
  readonly #stop = new AbortController();
  // Kept in memory only: when the process dies, whatever was under way is simply due again.
  readonly #underWay = new Map<Message, Promise<void>>();

  constructor(parts: { pool: pg.Pool; store: MessageStore; keys: Keys; control: Control; complaints: Complaints }) {
    this.#pool = parts.pool;
    this.#store = parts.store;
    this.#keys = parts.keys;
    this.#control = parts.control;
    this.#complaints = parts.complaints;
    this.#watch = new Watch(parts.control.clock, parts.complaints, () => this.#look());
  }

  /** A message may have become due. */
  wake(): void {
    this.#watch.wake();
  }

  /** Takes no more messages; deliveries that do not end soon are broken off and made again after the next start. */
  async stop(): Promise<void> {
    await this.#watch.stop();
    const ended = Promise.allSettled(this.#underWay.values());
    await Promise.race([ended, wait(graceMs)]);
    this.#stop.abort();
    await ended;
  }

  async #look(): Promise<number | null> {
    const now = this.#control.clock.now();
    const underWay = [...this.#underWay.keys()];
    // What finds no room now is found when a delivery ends.
    if (underWay.length < total) {
      for (const message of await this.#store.listDue(now, { underWay, total, perOrigin })) this.#start(message);
    }
    return await this.#store.findNextDue(now);
  }

  #start(message: Message): void {
    this.#underWay.set(message, this.#attempt(message));
  }

  async #attempt(message: Message): Promise<void> {
    try {
      await this.#carry(message);
    } catch (error) {
      // Not settled, so it is due again; but not in a tight circle.
      if (!this.#stop.signal.aborted) {
        this.#complaints.add(error, message.id);
        await this.#pause(pauseMs).catch(() => undefined);
      }
    } finally {
      this.#underWay.delete(message);
      this.wake();
    }
  }

  /** Delivers and settles, or does what a fault makes of it. */
  async #carry(message: Message): Promise<void> {
    const fault = this.#control.nextFault("qstash-delivery", message);
    const send = (): Promise<EndpointReply> => deliver(message, this.#keys.current, this.#stop.signal);
    const settled = (reply: EndpointReply): Promise<void> =>
      settle(this.#pool, message, reply, this.#control.clock.now());
    if (fault?.when === "after") {
      const reply = await send();
      this.#control.faults.struck(fault.id);
      if (fault.kind === "delay") await this.#pause(fault.ms);
      return await settled(replaceReply(fault) ?? reply);
    }
    switch (fault?.kind) {
      case "double": {
        const [reply] = await Promise.all([send(), send()]);
        return await settled(reply);
      }
      case "drop":
        // For a number of times: lost on the way, like any failed attempt. Until lifted: it does not set off.
        return fault.times === undefined ? await this.#pause(pauseMs) : await settled(lost);
      case "error":
        return await settled(replaceReply(fault) ?? lost);
      case "delay":
        await this.#pause(fault.ms);
        return await settled(await send());
      default:
        return await settled(await send());
    }
  }

  /** Real milliseconds, cut short when the queue stops. */
  async #pause(ms: number | undefined): Promise<void> {
    await wait(ms ?? 0, undefined, { signal: this.#stop.signal });
  }
}

const lost: EndpointReply = { status: 0, header: {}, body: Buffer.from("fault injected: lost on the way") };

/** What the queue takes for the endpoint's answer when a fault strikes it; undefined when it gets the real one. */
function replaceReply(fault: Fault): EndpointReply | undefined {
  if (fault.kind === "drop") return lost;
  if (fault.kind === "error") return { status: fault.status, header: {}, body: Buffer.from("fault injected") };
  return undefined;
}
