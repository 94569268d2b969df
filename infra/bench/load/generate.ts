import { setTimeout as wait } from "node:timers/promises";
import { Client } from "./client.ts";
import { Histogram } from "./histogram.ts";
import type { KindResult, LoadPlan, LoadResult } from "./plan.ts";

/** A kind's answers as they are being counted. */
class Tally {
  readonly statuses: Record<string, number> = {};
  readonly caches: Record<string, number> = {};
  readonly latency = new Histogram();

  add(status: number, cache: string, ms: number): void {
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
    this.caches[cache] = (this.caches[cache] ?? 0) + 1;
    this.latency.add(ms);
  }

  result(): KindResult {
    const { statuses, caches, latency } = this;
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => latency.percentile(share));
    return {
      answers: latency.count,
      statuses,
      caches,
      latency: { p50: p50 ?? 0, p95: p95 ?? 0, p99: p99 ?? 0, max: latency.max },
    };
  }
}

/** Carries out a plan in this process. Resolves when the last answer is in. */
export async function generate(plan: LoadPlan): Promise<LoadResult> {
  const requests = plan.requests.map(({ kind, text }) => ({ kind, bytes: Buffer.from(text) }));
  const tallies = new Map<string, Tally>();
  let broken = 0;
  let sent = 0;
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const most = "requests" in plan.until ? plan.until.requests : Number.POSITIVE_INFINITY;
  const deadline = "seconds" in plan.until ? start + plan.until.seconds * 1000 : Number.POSITIVE_INFINITY;

  const work = async (): Promise<void> => {
    const client = new Client(plan.port);
    for (let now = performance.now(); sent < most && now < deadline;) {
      const request = requests[sent % requests.length];
      if (!request) throw new Error("a plan without requests");
      const due = start + (plan.perSecond === undefined ? 0 : (sent * 1000) / plan.perSecond);
      sent += 1;
      if (due > now) {
        await wait(due - now);
        now = performance.now();
      }
      const head = await client.ask(request.bytes);
      const answered = performance.now();
      if (head) tallyOf(tallies, request.kind).add(head.status, head.cache, answered - now);
      else broken += 1;
      now = answered;
    }
    client.close();
  };
  await Promise.all(Array.from({ length: plan.connections }, work));

  const { user, system } = process.cpuUsage(cpuBefore);
  const kinds = Object.fromEntries([...tallies].map(([kind, tally]) => [kind, tally.result()]));
  return {
    seconds: (performance.now() - start) / 1000,
    answers: Object.values(kinds).reduce((sum, { answers }) => sum + answers, 0),
    broken,
    errors: broken + Object.values(kinds).reduce((sum, { statuses }) => sum + countErrors(statuses), 0),
    kinds,
    generatorCpu: (user + system) / 1e6,
  };
}

function tallyOf(tallies: Map<string, Tally>, kind: string): Tally {
  const known = tallies.get(kind) ?? new Tally();
  tallies.set(kind, known);
  return known;
}

function countErrors(statuses: Readonly<Record<string, number>>): number {
  return Object.entries(statuses)
    .filter(([status]) => !(status.startsWith("2") || status === "304"))
    .reduce((sum, [, count]) => sum + count, 0);
}
