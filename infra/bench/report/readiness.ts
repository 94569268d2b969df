import type { Cost, Tier } from "../scenario.ts";
import { missedOf, round, type Finding } from "./table.ts";

/** What a tier is called where people speak of bottlenecks, and what to do when it is one. */
const tiers: Readonly<Record<Tier, { readonly name: string; readonly remedy: string }>> = {
  edge: {
    name: "edge",
    remedy:
      "Workers add isolates by themselves, so this is a price, not a wall: it falls with the CPU of an answer (`db/core/cache.ts` and `workers/http/` are its path).",
  },
  redis: {
    name: "cache",
    remedy:
      "Let isolates believe Redis longer (`workers/http/state.ts`), then take a larger Redis or one in each region.",
  },
  postgres: {
    name: "database",
    remedy: "Give the compute more cores; above 1,000 queries/s let read replicas serve what no cache knows.",
  },
  functions: {
    name: "queue",
    remedy: "Let the queue deliver to more isolates at once (its parallelism): documents do not wait for each other.",
  },
};

/** The tier that fills its core first, and how many answers a second that allows; null where nothing was measured. */
export function bottleneckOf({ cpuMs }: Cost): { tier: Tier; perSecond: number } | null {
  if (!cpuMs) return null;
  const [first] = (Object.entries(cpuMs) as [Tier, number][]).toSorted(([, one], [, other]) => other - one);
  return first && first[1] > 0 ? { tier: first[0], perSecond: 1000 / first[1] } : null;
}

/** What a run says of the platform's readiness: what each kind of traffic is held up by, what to do, what was missed. */
export function readinessOf(findings: readonly Finding[]): string {
  const costs = findings.flatMap(({ outcome }) => ("failed" in outcome ? [] : (outcome.costs ?? [])));
  const missed = missedOf(findings);
  const found = new Set(costs.flatMap((cost) => bottleneckOf(cost)?.tier ?? []));
  return [
    missed.length === 0 ? "Every target was kept." : `Missed:\n\n${missed.map((line) => `- ${line}`).join("\n")}`,
    costs.length === 0 ? "No traffic was measured, so nothing can be said of a bottleneck." : tellCosts(costs),
    ...[...found].map((tier) => `**${tiers[tier].name}.** ${tiers[tier].remedy}`),
  ].join("\n\n");
}

function tellCosts(costs: readonly Cost[]): string {
  const rows = costs.map((cost) => {
    const first = bottleneckOf(cost);
    const cpu = (tier: Tier): string => (cost.cpuMs ? round(cost.cpuMs[tier]) : "–");
    const bottleneck = first
      ? `${tiers[first.tier].name}, at ${round(first.perSecond)}/s a core`
      : "not measurable here";
    return `| ${[cost.traffic, cpu("edge"), cpu("redis"), cpu("postgres"), cpu("functions"), count(cost.sql), count(cost.redis), bottleneck].join(" | ")} |`;
  });
  return [
    "CPU for one answer (ms) by tier, its round trips, and which tier fills a core first:",
    "",
    "| traffic | edge | cache | database | queue | SQL | Redis | bottleneck |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function count(trips: number | null): string {
  return trips === null ? "–" : round(trips);
}
