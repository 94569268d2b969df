import type { PlannedRequest } from "./load/plan.ts";
import { measureTraffic, type Traffic } from "./measure.ts";
import { type Cost, type Figure, ratio } from "./scenario.ts";
import type { Stage } from "./stage.ts";

/** A kind of request that no cache answers. */
export interface ColdRead {
  readonly traffic: Traffic;
  /** The request of a turn; no two turns have the same. */
  readonly request: (turn: number) => PlannedRequest;
}

/** What one kind cost in relation to another. */
export interface Comparison {
  readonly figures: readonly Figure[];
  readonly costs: readonly Cost[];
}

/** How far two costs may lie apart and be called the same: what is alike differs by a tenth or so from run to run. */
const same = 1.2;

/**
 * Asks both on the edge of a port, so many times each: some to warm up, then the one, the other, the other, the one, so that
 * what drifts meets both. `most`: how much more of Postgres's CPU the second may take than the first.
 */
export async function compareCold(
  stage: Stage,
  port: number,
  [one, other]: readonly [ColdRead, ColdRead],
  times: number,
  most = same,
): Promise<Comparison> {
  const told = new Map<ColdRead, Cost[]>([
    [one, []],
    [other, []],
  ]);
  let errors = 0;
  const ask = async (read: ColdRead, part: number): Promise<Cost> => {
    const requests = Array.from({ length: times }, (_, at) => read.request(part * times + at));
    const plan = { port, connections: 16, requests, until: { requests: times } };
    const { measured, cost } = await measureTraffic(stage, read.traffic, plan);
    errors += measured.errors;
    return cost;
  };
  for (const read of [one, other]) await ask(read, 0);
  for (const [read, part] of [
    [one, 1],
    [other, 1],
    [other, 2],
    [one, 2],
  ] as const) {
    told.get(read)?.push(await ask(read, part));
  }
  const [first, second] = [one, other].map((read) => meanOf(told.get(read) ?? [])) as [Cost, Cost];
  const trips = (of: "sql" | "redis"): number | null => ratio(second[of], first[of]);
  const name = `${second.traffic}, of ${first.traffic}`;
  return {
    figures: [
      {
        name: `CPU of the edge: ${name}`,
        value: ratio(second.cpuMs?.edge ?? null, first.cpuMs?.edge ?? null),
        unit: "×",
        target: { atMost: same },
      },
      {
        name: `CPU of Postgres: ${name}`,
        value: ratio(second.cpuMs?.postgres ?? null, first.cpuMs?.postgres ?? null),
        unit: "×",
        target: { atMost: most },
      },
      { name: `SQL: ${name}`, value: trips("sql"), unit: "×", target: { atMost: 1 } },
      { name: `Redis: ${name}`, value: trips("redis"), unit: "×", target: { atMost: 1.05 } },
      { name: `SQL for an answer, ${second.traffic}`, value: second.sql, unit: "round trips", target: { atMost: 1 } },
      { name: `errors: ${name}`, value: errors, unit: "", target: { atMost: 0 } },
    ],
    costs: [first, second],
  };
}

/** The mean of what the same number of answers cost each time. */
function meanOf(costs: readonly Cost[]): Cost {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const told = costs.flatMap(({ cpuMs }) => cpuMs ?? []);
  const cpu = (tier: keyof NonNullable<Cost["cpuMs"]>): number => mean(told.map((one) => one[tier]));
  return {
    traffic: costs[0]?.traffic ?? "",
    answers: costs.reduce((sum, { answers }) => sum + answers, 0),
    cpuMs:
      told.length < costs.length
        ? null
        : { edge: cpu("edge"), functions: cpu("functions"), redis: cpu("redis"), postgres: cpu("postgres") },
    sql: mean(costs.flatMap(({ sql }) => sql ?? [])),
    redis: mean(costs.flatMap(({ redis }) => redis ?? [])),
  };
}
