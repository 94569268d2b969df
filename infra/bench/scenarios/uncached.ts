import { measureMix } from "../measure.ts";
import type { Figure, Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import { planMix } from "./mix.ts";

/** The same people with every cache off: without Redis no version of a tag is known, and nothing remembered may be used. */
export const uncached: Scenario = {
  title: "the same with caches off (Redis gone)",
  async run(stage) {
    const mix = await planMix(stage, 600);
    const plan = { port: stage.ports.edge, connections: 100, requests: mix.requests };
    await tell(stage, "kill");
    try {
      await stage.generator.run({ ...plan, until: { seconds: 2 } });
      const { measured, cost, trips } = await measureMix(stage, mix.traffic, "mix, caches off", {
        ...plan,
        until: { seconds: 10 },
      });
      const caches = Object.values(measured.kinds).flatMap((kind) => Object.entries(kind.caches));
      const count = (which: (cache: string) => boolean): number =>
        caches.reduce((sum, [cache, answers]) => sum + (which(cache) ? answers : 0), 0);
      // What names no cache is of no route that has one.
      const bypassed = count((cache) => cache === "BYPASS") / count((cache) => cache !== "-");
      const kinds = Object.entries(measured.kinds).flatMap(([kind, { answers, latency }]): Figure[] => [
        {
          name: `SQL for an answer, ${kind}`,
          value: (trips.get(kind)?.sql ?? 0) / answers,
          unit: "round trips",
          target: { atMost: 2 },
        },
        { name: `p95, ${kind}`, value: latency.p95, unit: "ms" },
      ]);
      return {
        figures: [
          { name: "errors", value: measured.errors, unit: "", target: { atMost: 0 } },
          ...kinds,
          {
            name: "answers past the cache, of those that have one",
            value: bypassed,
            unit: "share",
            target: { atLeast: 1 },
          },
          { name: "answers", value: measured.answers / measured.seconds, unit: "/s" },
        ],
        costs: [cost],
      };
    } finally {
      await tell(stage, "start");
    }
  },
};

async function tell({ stack }: Stage, verb: "kill" | "start"): Promise<void> {
  const response = await fetch(`${stack.urls.control}/processes/redis/${verb}`, { method: "POST" });
  if (response.status !== 200) throw new Error(`Redis: ${verb} answered ${response.status}: ${await response.text()}`);
}
