import { measureMix } from "../measure.ts";
import type { Scenario } from "../scenario.ts";
import { dashboardPath, listPath, planMix } from "./mix.ts";

/** Everybody at once: the spec's load tests, and as many connections as a small university has people. */
export const crowd: Scenario = {
  title: "many at once",
  async run(stage) {
    const port = stage.ports.edge;
    const mix = await planMix(stage, 1_000);
    const of = (path: string) => mix.requests.filter(({ text }) => text.startsWith(`GET ${path} `));
    await stage.generator.run({ port, connections: 50, requests: mix.requests, until: { requests: 5_000 } });
    const dashboard = await stage.generator.run({
      port,
      connections: 500,
      requests: of(dashboardPath),
      until: { requests: 1_000 },
    });
    const list = await stage.generator.run({
      port,
      connections: 100,
      requests: of(listPath),
      until: { requests: 5_000 },
    });
    const half = await stage.generator.run({ port, connections: 500, requests: mix.requests, until: { seconds: 5 } });
    const { measured: full, cost } = await measureMix(stage, mix.traffic, "mix, 1,000 connections", {
      port,
      connections: 1_000,
      requests: mix.requests,
      until: { seconds: 5 },
    });
    const none = { unit: "", target: { atMost: 0 } };
    return {
      figures: [
        { name: "errors, 500 people on the dashboard, 1,000 requests", value: dashboard.errors, ...none },
        { name: "errors, 5,000 requests for the list, 100 at a time", value: list.errors, ...none },
        { name: "errors, 500 connections", value: half.errors, ...none },
        { name: "errors, 1,000 connections", value: full.errors, ...none },
        {
          name: "p99, 500 people on the dashboard",
          value: dashboard.kinds["dashboard"]?.latency.p99 ?? null,
          unit: "ms",
        },
        {
          name: "p99, 100 at a time on the list",
          value: list.kinds["list"]?.latency.p99 ?? null,
          unit: "ms",
          target: { atMost: 500 },
        },
        { name: "answers, 500 connections", value: half.answers / half.seconds, unit: "/s" },
        { name: "answers, 1,000 connections", value: full.answers / full.seconds, unit: "/s" },
      ],
      costs: [cost],
    };
  },
};
