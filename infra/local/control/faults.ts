import * as z from "zod";
import { SERVICES } from "./counts.ts";

/** The stores behind a Worker's bindings that can refuse: the cache's KV, and the two buckets. */
export const STORES = ["kv", "documents", "uploads"] as const;
export type Store = (typeof STORES)[number];

/** Where a fault can strike: a service's HTTP API, what QStash delivers to our endpoints, or a store. */
export const FAULT_TARGETS = [...SERVICES, "qstash-delivery", ...STORES] as const;
export type FaultTarget = (typeof FAULT_TARGETS)[number];

/**
 * What a client of the control port may ask for.
 * - `delay`: wait `ms` milliseconds, then go on. A request whose client left meanwhile is not handled.
 * - `error`: answer `status` (503 by default) in the service's own error shape.
 * - `drop`: close the connection without an answer.
 * - `double`: deliver twice (only for `qstash-delivery`).
 *
 * An operation on a store is matched by its name and key (`put 0198…/surat.pdf`), and fails with an exception whatever the
 * `status`. Stores can be struck only where the stack was started for tests.
 *
 * A delivery that is dropped for a number of `times` is lost on the way, and tried again like any that failed. Dropped
 * until it is lifted, it does not set off, and loses none of its retries.
 *
 * `when: "after"` strikes once the request was handled: the commit happens, the answer is late, wrong or lost.
 * `times` is how many requests it strikes; without it, all until it is lifted. `match` limits it to requests whose
 * path or body contains that text, or all of these texts.
 */
export const faultRequest = z
  .strictObject({
    service: z.enum(FAULT_TARGETS),
    kind: z.enum(["delay", "drop", "error", "double"]),
    ms: z.int().min(0).max(600_000).optional(),
    status: z.int().min(400).max(599).default(503),
    times: z.int().min(1).optional(),
    match: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
    when: z.enum(["before", "after"]).default("before"),
  })
  .refine((fault) => fault.kind !== "delay" || fault.ms !== undefined, {
    error: "a delay needs ms",
    path: ["ms"],
  })
  .refine((fault) => fault.kind !== "double" || fault.service === "qstash-delivery", {
    error: "only qstash-delivery can be doubled",
    path: ["kind"],
  });

export type FaultRequest = z.input<typeof faultRequest>;

/** A fault that is set. `times` is what is left of it. */
export type Fault = z.output<typeof faultRequest> & { id: string };

/** What `match` is looked for in. */
export interface FaultSubject {
  url: string;
  body: Buffer | string;
}

/** The faults that are set, in the order they were set. A request is struck by the first that fits it. */
export class Faults {
  #faults = new Map<string, Fault>();
  /** Used up by requests that are being handled, and will strike after that. */
  #due = new Map<string, Fault>();
  #made = 0;
  readonly #strikes = new Map<FaultTarget, number>();
  #setForStores = 0;

  /** Throws a ZodError when the request makes no sense. */
  add(request: FaultRequest): Fault {
    const fault: Fault = { ...faultRequest.parse(request), id: `fault_${++this.#made}` };
    this.#faults.set(fault.id, fault);
    if (isStore(fault.service)) this.#setForStores += 1;
    return { ...fault };
  }

  /** The fault that strikes this request, counted as used; undefined when none does. One that strikes after the handling tells `struck`. */
  next(target: FaultTarget, subject: FaultSubject): Fault | undefined {
    for (const fault of this.#faults.values()) {
      if (fault.service !== target || !fits(fault, subject)) continue;
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times === 0) {
          this.#faults.delete(fault.id);
          if (fault.when === "after") this.#due.set(fault.id, fault);
        }
      }
      this.#strikes.set(target, (this.#strikes.get(target) ?? 0) + 1);
      return { ...fault };
    }
    return undefined;
  }

  /** How many faults were set for stores so far, and whether one of them can still strike: without any, no store need ask. */
  forStores(): { set: number; left: boolean } {
    return { set: this.#setForStores, left: [...this.#faults.values()].some(({ service }) => isStore(service)) };
  }

  /** How often faults have struck so far, by where; lifting them forgets nothing of it. */
  strikes(): Partial<Record<FaultTarget, number>> {
    return Object.fromEntries(this.#strikes);
  }

  /** The request that a fault waited for is handled. */
  struck(id: string): void {
    this.#due.delete(id);
  }

  /** The faults that can still strike: a used-up one stays until what it strikes is handled. */
  list(): Fault[] {
    return [...this.#faults.values(), ...this.#due.values()].map((fault) => ({ ...fault }));
  }

  /** False when there is no such fault. */
  lift(id: string): boolean {
    return this.#due.delete(id) || this.#faults.delete(id);
  }

  liftAll(): void {
    this.#faults.clear();
    this.#due.clear();
  }
}

/** Whether faults strike it within the Workers, which must be told that there are some. */
export function isStore(target: FaultTarget): target is Store {
  return (STORES as readonly string[]).includes(target);
}

function fits({ match }: Fault, { url, body }: FaultSubject): boolean {
  return match === undefined || [match].flat().every((text) => url.includes(text) || body.includes(text));
}
