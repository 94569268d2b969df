import { setTimeout as wait } from "node:timers/promises";
import type { Control } from "../control.ts";
import { callbackBody, callbackSpec, deliver } from "./delivery.ts";
import type { CallbackSpec } from "./headers.ts";
import type { Keys } from "./keys.ts";
import { showMessage, type EndpointReply, type Message } from "./message.ts";
import { retryDelay } from "./retry.ts";
import type { MessageStore } from "./store.ts";

/** Deliveries under way at once: a slow endpoint holds up nobody else's messages, and they are bounded all the same. */
const atOnce = 64;
/** The longest nap between two looks at the clock. */
const napMs = 30_000;

/** Carries messages to their endpoints when they are due, and does what their answers ask for. */
export class Courier {
  readonly #store: MessageStore;
  readonly #keys: Keys;
  readonly #control: Control;
  readonly #underWay = new Set<Promise<void>>();
  readonly #unlisten: () => void;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(parts: { store: MessageStore; keys: Keys; control: Control }) {
    this.#store = parts.store;
    this.#keys = parts.keys;
    this.#control = parts.control;
    this.#unlisten = parts.control.clock.onAdvance(() => this.wake());
  }

  /** Looks for due messages now; called whenever one may have become due. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#looking) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#looking = this.#look().finally(() => {
      this.#looking = undefined;
      if (this.#again) {
        this.#again = false;
        this.wake();
      }
    });
  }

  /** Takes no more messages and waits for deliveries under way, a little. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unlisten();
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.race([Promise.allSettled(this.#underWay), wait(1_000)]);
  }

  async #look(): Promise<void> {
    let nap = napMs;
    try {
      const free = atOnce - this.#underWay.size;
      const due = free > 0 ? await this.#store.take(this.#control.clock.now(), free) : [];
      for (const message of due) this.#start(message);
      if (due.length === free) return;
      const next = await this.#store.nextDue();
      if (next !== null) nap = Math.min(napMs, Math.max(5, next - this.#control.clock.now()));
    } catch (error) {
      // The database may be away for a while; nothing is lost by looking again.
      process.stderr.write(`qstash: ${error instanceof Error ? error.message : String(error)}\n`);
      nap = 1_000;
    }
    if (!this.#stopped) this.#timer = setTimeout(() => this.wake(), nap);
  }

  #start(message: Message): void {
    const carried = this.#carry(message)
      .catch((error: unknown) => {
        // Once stopped, what was under way is taken back at the next start.
        if (!this.#stopped) process.stderr.write(`qstash: ${String(error)}\n`);
      })
      .then(() => {
        this.#underWay.delete(carried);
        this.wake();
      });
    this.#underWay.add(carried);
  }

  async #carry(message: Message): Promise<void> {
    const fault = this.#control.nextFault("qstash-delivery", { url: message.url, body: message.body });
    if (fault?.kind === "delay") await wait(fault.ms ?? 0);
    // Lost on the way: the queue waits for its answer in vain.
    const lost = fault?.kind === "drop" || fault?.kind === "error";
    const nothing = {
      status: fault?.kind === "error" ? fault.status : 0,
      header: {},
      body: Buffer.from("fault injected"),
    };
    const send = () => deliver(message, this.#keys.current);
    if (fault?.kind === "double") await Promise.all([send(), this.#settle(message, await send())]);
    else await this.#settle(message, lost ? nothing : await send());
  }

  async #settle(message: Message, reply: EndpointReply): Promise<void> {
    const now = this.#control.clock.now();
    const { callback, failureCallback, retries } = message.spec;
    const header = Object.fromEntries(Object.entries(reply.header).map(([name, values]) => [name, values[0] ?? ""]));
    const delivered = reply.status >= 200 && reply.status < 300;
    const hopeless = reply.status === 489 && header["upstash-nonretryable-error"] === "true";
    if (callback) await this.#tell(callback, message, reply);
    if (delivered) {
      await this.#store.remove(message.id);
    } else if (hopeless || message.retried >= retries) {
      const dlqId = await this.#store.bury(message, showMessage(message), reply, now);
      if (failureCallback) await this.#tell(failureCallback, message, reply, dlqId);
    } else {
      await this.#store.retryAt(message.id, now + retryDelay(message, header, now));
    }
  }

  async #tell(callback: CallbackSpec, message: Message, reply: EndpointReply, dlqId?: string): Promise<void> {
    const spec = callbackSpec(callback, message);
    await this.#store.add(
      { url: callback.url, body: callbackBody(message, reply, dlqId), spec },
      this.#control.clock.now(),
    );
    this.wake();
  }
}
