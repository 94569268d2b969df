import { setTimeout as wait } from "node:timers/promises";
import { connectPool, workOn } from "../baseline/express-database.ts";
import { cpuSeconds, withDescendants } from "../machine.ts";
import { measureTraffic, Traffic } from "../measure.ts";
import { openSessions } from "../people.ts";
import { ratio, type Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import { readSummary } from "../../../db/modules/sppd/reads/ringkasan.ts";
import { dashboardPath } from "./mix.ts";

const seconds = 5;

/** The dashboard from the isolate's memory, against what Postgres could count at the very best. */
export const dashboard: Scenario = {
  title: "warm dashboard, against Postgres's own ceiling",
  async run(stage) {
    const port = stage.ports.edge;
    const visitors = await openSessions(stage, "agendaris", 64);
    const traffic = new Traffic("dashboard, warm");
    const plan = {
      port,
      connections: 64,
      requests: visitors.map(({ token }) => traffic.get(port, dashboardPath, token)),
    };
    await stage.generator.run({ ...plan, until: { seconds: 1 } });
    const { measured, cost } = await measureTraffic(stage, traffic, { ...plan, until: { seconds } });
    const ceiling = await countAlone(stage, visitors[0]?.principal.institution_id ?? "");
    return {
      figures: [
        {
          name: "answers for a second of CPU, of Postgres's counts",
          value: ratio(ceiling.cpuMs, cost.cpuMs?.edge ?? null),
          unit: "×",
          target: { atLeast: 1 },
        },
        { name: "SQL for an answer", value: cost.sql, unit: "round trips", target: { atMost: 0 } },
        { name: "errors", value: measured.errors, unit: "", target: { atMost: 0 } },
        { name: "answers", value: measured.answers / measured.seconds, unit: "/s" },
        { name: "counts by Postgres itself", value: ceiling.perSecond, unit: "/s" },
        { name: "CPU of Postgres for a count", value: ceiling.cpuMs, unit: "ms" },
      ],
      costs: [cost],
    };
  },
};

/** The dashboard's own statement, prepared, on eight connections that do nothing else. */
async function countAlone(stage: Stage, institutionId: string): Promise<{ perSecond: number; cpuMs: number | null }> {
  const database = connectPool(stage.stack.appUrl, 8);
  const work = workOn(database, stage.stack.env, institutionId);
  const family = (): number[] => stage.pids().postgres.flatMap(withDescendants);
  try {
    await readSummary(work, { reach: "all" }, undefined);
    const before = cpuSeconds(family());
    const start = performance.now();
    let counted = 0;
    const over = wait(seconds * 1000).then(() => true as const);
    let going = true;
    void over.then(() => (going = false));
    const loops = Array.from({ length: 8 }, async () => {
      for (; going; counted += 1) await readSummary(work, { reach: "all" }, undefined);
    });
    await Promise.all(loops);
    const after = cpuSeconds(family());
    const cpuMs = before === null || after === null ? null : ((after - before) * 1000) / counted;
    return { perSecond: (counted * 1000) / (performance.now() - start), cpuMs };
  } finally {
    await database.stop();
  }
}
