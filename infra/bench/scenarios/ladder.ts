import { measureMix } from "../measure.ts";
import { enrol } from "../people.ts";
import type { Cost, Figure, Scenario } from "../scenario.ts";
import { planMix } from "./mix.ts";

/** The spec's ladder of people, and what they ask together at every rung. */
const rungs = [100, 500, 1_000];
const perSecond = 10_000 / 60;
const seconds = 20;

/** Ever more people at the same pace: what they ask of the database must follow the pace and not the people. */
export const ladder: Scenario = {
  title: "100, 500 and 1,000 people at 10,000 requests a minute",
  async run(stage) {
    const usernames = await enrol(stage, Math.max(...rungs));
    const figures: Figure[] = [];
    const costs: Cost[] = [];
    for (const people of rungs) {
      const { requests, traffic } = await planMix(stage, people, usernames.slice(0, people));
      const plan = { port: stage.ports.edge, connections: 64, requests, perSecond, until: { seconds } };
      const { measured, cost, trips } = await measureMix(stage, traffic, `mix of ${people} people`, plan);
      costs.push(cost);
      const each = [...trips].map(([kind, { sql }]) => ({ kind, perMinute: (sql * 60) / measured.seconds }));
      const p95 = Math.max(...Object.values(measured.kinds).map(({ latency }) => latency.p95));
      figures.push(
        { name: `${people} people: errors`, value: measured.errors, unit: "", target: { atMost: 0 } },
        { name: `${people} people: slowest kind's p95`, value: p95, unit: "ms", target: { atMost: 500 } },
        {
          name: `${people} people: SQL`,
          value: each.reduce((sum, { perMinute }) => sum + perMinute, 0),
          unit: "a minute",
          target: { atMost: 4_000 },
        },
        ...each.map(({ kind, perMinute }) => ({
          name: `${people} people: SQL for ${kind}`,
          value: perMinute,
          unit: "a minute",
        })),
      );
    }
    return { figures, costs };
  },
};
