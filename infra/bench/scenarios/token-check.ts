import { answersPerCpuSecond, measureTraffic, Traffic } from "../measure.ts";
import { enrol, openSessionsOf } from "../people.ts";
import { ratio, type Scenario } from "../scenario.ts";

/** People, and how often they ask together: the spec's 10,000 requests a minute. */
const people = 1_000;
const perSecond = 10_000 / 60;
const seconds = 30;
/** How long an isolate believes what Redis said of a session (`workers/http/state.ts`). */
const memoSeconds = 0.9;
const mePath = "/api/v1/identity/me";

/** What it costs to know who asks. */
export const tokenCheck: Scenario = {
  title: "who asks: the token check of 1,000 people",
  async run(stage) {
    const port = stage.ports.edge;
    const visitors = await openSessionsOf(stage, await enrol(stage, people));
    const traffic = new Traffic("who am I");
    const requests = visitors.map(({ token }) => traffic.get(port, mePath, token));
    const nobody = new Traffic("nobody").get(port, "/health", "-");
    const load = { port, connections: 64 };

    // Some, so that the isolate remembers each of them while it is measured.
    const some = { ...load, requests: requests.slice(0, 64) };
    await stage.generator.run({ ...some, until: { seconds: 1 } });
    const known = await answersPerCpuSecond(stage, stage.pids().edge, { ...some, until: { seconds: 4 } });
    const open = { ...load, requests: [nobody], until: { seconds: 4 } };
    const anonymous = await answersPerCpuSecond(stage, stage.pids().edge, open);
    const micros = (rate: number | null): number | null => (rate === null ? null : 1e6 / rate);
    const [checked, unchecked] = [micros(known.perCpuSecond), micros(anonymous.perCpuSecond)];

    // A minute's pace, long enough that everybody comes several times.
    await stage.generator.run({ ...load, requests, until: { requests: people } });
    const paced = { ...load, requests, perSecond, until: { seconds } };
    const { measured, cost } = await measureTraffic(stage, traffic, paced);
    const trips = (cost.redis ?? 0) * measured.answers;
    return {
      figures: [
        {
          name: "requests at 10,000 a minute without SQL for the check",
          value: 1 - (cost.sql ?? 0),
          unit: "share",
          target: { atLeast: 0.99 },
        },
        {
          name: "Redis, of once a person and 0.9 s",
          value: trips / (people * (measured.seconds / memoSeconds)),
          unit: "×",
          target: { atMost: 1 },
        },
        { name: "errors", value: measured.errors + known.result.errors, unit: "", target: { atMost: 0 } },
        { name: "CPU with the check, of an answer to anybody", value: ratio(checked, unchecked), unit: "×" },
        {
          name: "CPU that the check, the limit and the route add",
          value: checked === null || unchecked === null ? null : checked - unchecked,
          unit: "µs",
        },
        { name: "p95 at that pace", value: measured.kinds[traffic.kind]?.latency.p95 ?? null, unit: "ms" },
      ],
      costs: [cost],
    };
  },
};
