import { memoryOf } from "../machine.ts";
import { measureMix } from "../measure.ts";
import type { Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import { planMix } from "./mix.ts";

const minutes = 5;
const sampleMs = 2_000;

/** A hundred people who ask without a pause for five minutes: memory must not grow. */
export const endurance: Scenario = {
  title: `100 connections for ${minutes} minutes`,
  async run(stage) {
    const mix = await planMix(stage, 600);
    const samples: number[] = [];
    const timer = setInterval(() => samples.push(...readMemory(stage)), sampleMs);
    const plan = { port: stage.ports.edge, connections: 100, requests: mix.requests, until: { seconds: minutes * 60 } };
    const { measured, cost } = await measureMix(stage, mix.traffic, "mix, warm", plan).finally(() =>
      clearInterval(timer),
    );
    const hits = Object.values(measured.kinds).reduce((sum, { caches }) => sum + (caches["HIT"] ?? 0), 0);
    const cached = Object.values(measured.kinds).reduce(
      (sum, { answers, caches }) => sum + answers - (caches["-"] ?? 0),
      0,
    );
    return {
      figures: [
        {
          name: "memory in the last minute, of the second",
          value: growthOf(samples, minutes),
          unit: "×",
          target: { atMost: 1.1 },
        },
        { name: "errors", value: measured.errors, unit: "", target: { atMost: 0 } },
        { name: "hits among what is cached", value: hits / cached, unit: "share", target: { atLeast: 0.8 } },
        { name: "memory of the edge's workerd at the end", value: mega(samples.at(-1)), unit: "MB" },
        { name: "answers", value: measured.answers / measured.seconds, unit: "/s" },
        ...Object.entries(measured.kinds).map(([kind, { latency }]) => ({
          name: `p95, ${kind}`,
          value: latency.p95,
          unit: "ms",
        })),
      ],
      costs: [cost],
    };
  },
};

/** The mean of the last minute's samples in relation to the second's: the first is the warm-up. Null without samples. */
export function growthOf(samples: readonly number[], ofMinutes: number): number | null {
  const each = Math.floor(samples.length / ofMinutes);
  if (each === 0) return null;
  const mean = (some: readonly number[]): number => some.reduce((sum, one) => sum + one, 0) / some.length;
  return mean(samples.slice(-each)) / mean(samples.slice(each, 2 * each));
}

function readMemory(stage: Stage): number[] {
  const held = memoryOf(stage.pids().edge);
  return held ? [held.rss] : [];
}

function mega(bytes: number | undefined): number | null {
  return bytes === undefined ? null : bytes / 2 ** 20;
}
