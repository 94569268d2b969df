import type { TraceCounts } from "../local/control.ts";
import type { LoadPlan, LoadResult, PlannedRequest } from "./load/plan.ts";
import { cpuSeconds, withDescendants } from "./machine.ts";
import type { Cost, Tier } from "./scenario.ts";
import type { Stage } from "./stage.ts";

const tiers = ["edge", "functions", "redis", "postgres"] as const satisfies readonly Tier[];

/** A load with what it cost whom. */
export interface Measured extends LoadResult {
  /** Seconds of CPU by tier; null where this machine cannot tell. */
  readonly cpu: Readonly<Record<Tier, number>> | null;
}

/** Requests of one kind, under a trace of its own by which the stack counts their round trips. */
export class Traffic {
  readonly kind: string;
  readonly #traceId = crypto.randomUUID().replaceAll("-", "");

  constructor(kind: string) {
    this.kind = kind;
  }

  /** A GET of the edge on this port. */
  get(port: number, path: string, token: string): PlannedRequest {
    const lines = [
      `GET ${path} HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      `authorization: Bearer ${token}`,
      `traceparent: 00-${this.#traceId}-00f067aa0ba902b7-01`,
    ];
    return { kind: this.kind, text: `${lines.join("\r\n")}\r\n\r\n` };
  }

  /** Round trips made for this kind so far. */
  async roundTrips({ stack }: Stage): Promise<{ sql: number; redis: number }> {
    const response = await fetch(`${stack.urls.control}/counts/${this.#traceId}`);
    const { neon, upstash } = (await response.json()) as TraceCounts;
    return { sql: neon.requests, redis: upstash.requests };
  }
}

/** Runs a load and says what it took of whom. */
async function measure(stage: Stage, plan: LoadPlan): Promise<Measured> {
  const before = readTiers(stage);
  const result = await stage.generator.run(plan);
  const after = readTiers(stage);
  const cpu =
    before && after
      ? {
          edge: 0,
          functions: 0,
          redis: 0,
          postgres: 0,
          ...Object.fromEntries(tiers.map((tier) => [tier, after[tier] - before[tier]])),
        }
      : null;
  return { ...result, cpu };
}

/** As {@link measure}, of one kind: its cost for one answer. */
export async function measureTraffic(
  stage: Stage,
  traffic: Traffic,
  plan: LoadPlan,
): Promise<{ measured: Measured; cost: Cost }> {
  const before = await traffic.roundTrips(stage);
  const measured = await measure(stage, plan);
  const after = await traffic.roundTrips(stage);
  const { answers, cpu, kinds } = measured;
  const each = (count: number): number => (answers === 0 ? 0 : count / answers);
  const cost = {
    traffic: traffic.kind,
    answers,
    cpuMs: cpu && {
      edge: each(cpu.edge * 1000),
      functions: each(cpu.functions * 1000),
      redis: each(cpu.redis * 1000),
      postgres: each(cpu.postgres * 1000),
    },
    sql: each(after.sql - before.sql),
    redis: each(after.redis - before.redis),
    p95: kinds[traffic.kind]?.latency.p95 ?? 0,
  };
  return { measured, cost };
}

/** Answers for each second of CPU of one process: what a core gives when nothing else holds it up. */
export async function answersPerCpuSecond(
  stage: Stage,
  pids: readonly number[],
  plan: LoadPlan,
): Promise<{ result: LoadResult; perCpuSecond: number | null }> {
  const before = cpuSeconds(pids);
  const result = await stage.generator.run(plan);
  const after = cpuSeconds(pids);
  return { result, perCpuSecond: before === null || after === null ? null : result.answers / (after - before) };
}

function readTiers({ pids }: Stage): Record<Tier, number> | null {
  const read = tiers.map((tier) => [tier, cpuSeconds(pids[tier].flatMap(withDescendants))] as const);
  if (read.some(([, seconds]) => seconds === null)) return null;
  return {
    edge: 0,
    functions: 0,
    redis: 0,
    postgres: 0,
    ...Object.fromEntries(read.map(([tier, s]) => [tier, s ?? 0])),
  };
}
