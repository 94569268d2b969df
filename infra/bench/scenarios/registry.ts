import { startEdgeBeside } from "../baseline/edge-apart.ts";
import { startHello } from "../baseline/hello.ts";
import { answersPerCpuSecond, measureTraffic, Traffic } from "../measure.ts";
import { enrol, openSessionsOf } from "../people.ts";
import { ratio, type Cost, type Figure, type Scenario } from "../scenario.ts";

/** What somebody may ask of the registry in a minute is 60: they are many, and ask fewer times, those of the warming included. */
const people = 75;
const each = 50;
const warming = 2 * people;

/** What is asked before anything is activated: what there is, for whom, and what suits them. */
const lists = [
  { name: "modules", path: "/api/v1/modules" },
  { name: "business types", path: "/api/v1/business-types" },
  { name: "recommendations", path: "/api/v1/modules/recommendations?business_type=perguruan-tinggi" },
] as const;

/** The registry's lists, remembered and not. */
export const registry: Scenario = {
  title: "lists of the registry, warm and cold",
  async run(stage) {
    const port = stage.ports.edge;
    const bare = await startHello(stage);
    const visitors = await openSessionsOf(stage, await enrol(stage, lists.length * people));
    const strangers = visitors.map(({ token }) => token);
    const costs: Cost[] = [];
    const figures: Figure[] = [];
    let errors = 0;
    for (const { name, path } of lists) {
      const traffic = new Traffic(`${name}, warm`);
      const tokens = visitors.splice(0, people).map(({ token }) => token);
      const plan = { port, connections: 32, requests: tokens.map((token) => traffic.get(port, path, token)) };
      await stage.generator.run({ ...plan, until: { requests: warming } });
      const { measured, cost } = await measureTraffic(stage, traffic, { ...plan, until: { requests: people * each } });
      const hello = await answersPerCpuSecond(stage, bare.pids, {
        ...plan,
        port: bare.port,
        requests: tokens.map((token) => traffic.get(bare.port, path, token)),
        until: { requests: people * each },
      });
      const remembered = measured.kinds[traffic.kind]?.caches["HIT"] ?? 0;
      errors += measured.errors;
      costs.push(cost);
      figures.push(
        {
          name: `${name}, of bare hello`,
          value: ratio(cost.cpuMs && 1000 / cost.cpuMs.edge, hello.perCpuSecond),
          unit: "×",
        },
        { name: `SQL for ${name}, warm`, value: cost.sql, unit: "round trips", target: { atMost: 0 } },
        { name: `Redis for ${name}, warm`, value: cost.redis, unit: "round trips", target: { atMost: 1 } },
        {
          name: `${name} from the isolate's memory`,
          value: remembered / measured.answers,
          unit: "share",
          target: { atLeast: 1 },
        },
      );
    }
    // An isolate that has just begun knows nothing; each list is asked of it once.
    const fresh = await startEdgeBeside(stage);
    const cold = new Traffic("the registry's lists, cold");
    const first = await stage.generator.run({
      port: fresh.port,
      connections: 1,
      requests: lists.map(({ path }, at) => cold.get(fresh.port, path, strangers[at] ?? "")),
      until: { requests: lists.length },
    });
    const { sql, redis } = await cold.roundTrips(stage);
    return {
      figures: [
        ...figures,
        { name: "SQL for a list, cold", value: sql / lists.length, unit: "round trips", target: { atMost: 1 } },
        { name: "Redis for a list, cold", value: redis / lists.length, unit: "round trips", target: { atMost: 2 } },
        {
          name: "p95 of the first answers of an isolate",
          value: first.kinds[cold.kind]?.latency.p95 ?? null,
          unit: "ms",
        },
        { name: "errors", value: errors + first.errors, unit: "", target: { atMost: 0 } },
      ],
      costs,
      notes: [
        "Hello is asked with the very same requests. Sixty a minute for each person is counted exactly, which takes every answer one trip to Redis: that trip, and not the list, is what it costs beyond a warm list of orders.",
      ],
    };
  },
};
