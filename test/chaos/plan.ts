import { createHash } from "node:crypto";
import type { FaultRequest } from "../../infra/local/control/faults.ts";
import type { ProcessName } from "../setup/processes.ts";

/** What somebody does with an order, in this order; cancelling may cut it short anywhere. */
export const actions = ["draft", "ajukan", "setujui", "terbitkan-st", "terbitkan-spd", "batalkan"] as const;
export type Action = (typeof actions)[number];

/** A fault without its target: it strikes whatever is asked for the institution of the story. */
export type PlannedFault = Pick<FaultRequest, "service" | "kind" | "ms" | "times" | "when">;

/** One action, and what goes wrong around it. */
export interface PlannedStep {
  readonly action: Action;
  /** Set before the action. */
  readonly faults: readonly PlannedFault[];
  /** Killed while the action is under way, and started again. */
  readonly kills: ProcessName | null;
  /** Sent twice at the same instant, under one key. */
  readonly doubled: boolean;
  /** The edge that is asked; its retries go to the other one and back. */
  readonly edge: 0 | 1;
  /** What is read between this action and the next. */
  readonly reads: readonly ("list" | "detail" | "documents")[];
}

/** A story: an order of so many travellers, from its draft to its last step. */
export interface Plan {
  readonly travellers: number;
  readonly steps: readonly PlannedStep[];
}

/** Numbers from 0 up to 1 that follow from a seed alone: the hashes of its successors. */
function randomFrom(seed: string): () => number {
  let drawn = 0;
  return () => createHash("sha256").update(`${seed}:${++drawn}`).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** Where faults strike; what is named twice does so twice as often. */
export const services = ["neon", "neon", "upstash", "upstash", "qstash", "qstash-delivery", "kv", "documents"] as const;
const failing = ["delay", "drop", "error"] as const;
const doubling = [...failing, "double"] as const;
const programs = ["edge", "functions", "redis", "postgres"] as const;

/** The story of this number under this seed: always the same. */
export function makePlan(seed: number, number: number): Plan {
  const random = randomFrom(`${seed}:${number}`);
  const chance = (probability: number): boolean => random() < probability;
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(from: readonly [T, ...(readonly T[])]): T => from[below(from.length)] ?? from[0];

  const fault = (): PlannedFault => {
    const service = pick(services);
    const kind = pick(service === "qstash-delivery" ? doubling : failing);
    // Redis is given up after 0.8 s: some delays are shorter, some longer.
    return { service, kind, ms: 50 + below(1_500), times: 1 + below(3), when: pick(["before", "after"]) };
  };
  const step = (action: Action): PlannedStep => ({
    action,
    faults: Array.from({ length: chance(0.6) ? 1 + below(2) : 0 }, fault),
    kills: chance(0.007) ? pick(programs) : null,
    doubled: chance(0.2),
    edge: chance(0.3) ? 1 : 0,
    reads: (["list", "detail", "documents"] as const).filter(() => chance(0.25)),
  });
  const cancelledAt = chance(0.4) ? 1 + below(actions.length - 1) : actions.length - 1;
  const done = actions.slice(0, cancelledAt);
  const cancelled = cancelledAt < actions.length - 1 || chance(0.1);
  return {
    travellers: chance(0.04) ? 6 : chance(0.2) ? 2 : 1,
    steps: [...done, ...(cancelled ? (["batalkan"] as const) : [])].map(step),
  };
}
