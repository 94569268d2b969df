import type { TraceCounts } from "../local/control.ts";
import type { LoadPlan, LoadResult, PlannedRequest } from "./load/plan.ts";
import { cpuSeconds, withDescendants } from "./machine.ts";
import type { Cost, Tier } from "./scenario.ts";
import type { Stage } from "./stage.ts";

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

  /** A POST of JSON to the edge on this port, by whoever is not logged in yet, from an address as Cloudflare tells it. */
  post(port: number, path: string, body: object, address: string): PlannedRequest {
    return this.#post(port, path, body, `cf-connecting-ip: ${address}`);
  }

  /** The same by somebody who is logged in. */
  send(port: number, path: string, body: object, token: string): PlannedRequest {
    return this.#post(port, path, body, `authorization: Bearer ${token}`);
  }

  #post(port: number, path: string, body: object, who: string): PlannedRequest {
    const json = JSON.stringify(body);
    const lines = [
      `POST ${path} HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      "content-type: application/json",
      who,
      `content-length: ${Buffer.byteLength(json)}`,
      `traceparent: 00-${this.#traceId}-00f067aa0ba902b7-01`,
    ];
    return { kind: this.kind, text: `${lines.join("\r\n")}\r\n\r\n${json}` };
  }

  /** Round trips made for this kind so far. */
  async roundTrips({ stack }: Stage): Promise<Trips> {
    const response = await fetch(`${stack.urls.control}/counts/${this.#traceId}`);
    const { neon, upstash } = (await response.json()) as TraceCounts;
    return { sql: neon.requests, redis: upstash.requests };
  }
}

/** Runs a load and says what it took of whom. */
async function measure(stage: Stage, plan: LoadPlan): Promise<Measured> {
  const { value, cpu } = await observe(stage, () => stage.generator.run(plan));
  return { ...value, cpu };
}

/** Does something and says what CPU it took of whom, in seconds. */
export async function observe<T>(
  stage: Stage,
  work: () => Promise<T>,
): Promise<{ value: T; cpu: Readonly<Record<Tier, number>> | null }> {
  const before = readTiers(stage);
  const value = await work();
  const after = readTiers(stage);
  if (!before || !after) return { value, cpu: null };
  const took = (tier: Tier): number => after[tier] - before[tier];
  return {
    value,
    cpu: { edge: took("edge"), functions: took("functions"), redis: took("redis"), postgres: took("postgres") },
  };
}

/** Round trips of one kind of traffic. */
interface Trips {
  readonly sql: number;
  readonly redis: number;
}

/** As {@link measure}, of one kind: its cost for one answer. */
export async function measureTraffic(
  stage: Stage,
  traffic: Traffic,
  plan: LoadPlan,
): Promise<{ measured: Measured; cost: Cost }> {
  return await measureMix(stage, [traffic], traffic.kind, plan);
}

/** As {@link measure}, of several kinds: their cost for one answer together, and the round trips of each. */
export async function measureMix(
  stage: Stage,
  mix: readonly Traffic[],
  name: string,
  plan: LoadPlan,
): Promise<{ measured: Measured; cost: Cost; trips: ReadonlyMap<string, Trips> }> {
  const before = await Promise.all(mix.map((traffic) => traffic.roundTrips(stage)));
  const measured = await measure(stage, plan);
  const after = await Promise.all(mix.map((traffic) => traffic.roundTrips(stage)));
  const trips = new Map(
    mix.map(({ kind }, at): [string, Trips] => {
      const [was, is] = [before[at], after[at]];
      return [kind, { sql: (is?.sql ?? 0) - (was?.sql ?? 0), redis: (is?.redis ?? 0) - (was?.redis ?? 0) }];
    }),
  );
  const sum = (of: (one: Trips) => number): number => [...trips.values()].reduce((total, one) => total + of(one), 0);
  const { answers, cpu } = measured;
  const each = (count: number): number => (answers === 0 ? 0 : count / answers);
  const cost = {
    traffic: name,
    answers,
    cpuMs: cpu && {
      edge: each(cpu.edge * 1000),
      functions: each(cpu.functions * 1000),
      redis: each(cpu.redis * 1000),
      postgres: each(cpu.postgres * 1000),
    },
    sql: each(sum(({ sql }) => sql)),
    redis: each(sum(({ redis }) => redis)),
  };
  return { measured, cost, trips };
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

function readTiers(stage: Stage): Record<Tier, number> | null {
  const pids = stage.pids();
  const took = (tier: Tier): number => cpuSeconds(pids[tier].flatMap(withDescendants)) ?? Number.NaN;
  const tiers = { edge: took("edge"), functions: took("functions"), redis: took("redis"), postgres: took("postgres") };
  return Object.values(tiers).some(Number.isNaN) ? null : tiers;
}
