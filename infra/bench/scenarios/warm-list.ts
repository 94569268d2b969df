import { startHello, startStatic } from "../baseline/hello.ts";
import { median } from "../baseline/start-once.ts";
import { memoryOf } from "../machine.ts";
import { answersPerCpuSecond, measureTraffic, Traffic, type Measured } from "../measure.ts";
import { openSessions } from "../people.ts";
import { ratio, type Cost, type Scenario } from "../scenario.ts";
import { readList } from "./hello.ts";
import { listPath } from "./mix.ts";

/** So many that none of them comes to its limit within a minute. */
const sessions = 128;

/** What one turn of the list found, and how it stands to the hello before it. */
interface Round {
  readonly measured: Measured;
  readonly cost: Cost;
  readonly perCpuSecond: number | null;
  readonly ofHello: number | null;
}

/** The list of fifty orders while the isolate remembers it, asked for by people who are logged in. */
export const warmList: Scenario = {
  title: "warm list of 50 orders, logged in",
  async run(stage) {
    const port = stage.ports.edge;
    const bytes = await readList(stage);
    const bare = await startHello(stage);
    const fixed = await startStatic(stage, bytes);
    const visitors = await openSessions(stage, "agendaris", sessions);
    const traffic = new Traffic("list, warm");
    const requests = visitors.map(({ token }) => traffic.get(port, listPath, token));
    const plan = { port, connections: 64, requests };
    // What is compared is asked the very same way: the same headers, for the same connections.
    const asked = (of: { port: number }) => ({
      ...plan,
      port: of.port,
      requests: visitors.map(({ token }) => traffic.get(of.port, listPath, token)),
      until: { seconds: 1.5 },
    });

    await stage.generator.run({ ...plan, until: { seconds: 3 } });
    await stage.generator.run(asked(bare));
    // In turns: a machine that is faster now and slower then is so for both, and the middle of the rounds counts. The list's are long,
    // since whoever paused is asked for anew.
    const rounds: Round[] = [];
    for (let round = 0; round < 5; round++) {
      const hello = await answersPerCpuSecond(stage, bare.pids, asked(bare));
      const { measured, cost } = await measureTraffic(stage, traffic, { ...plan, until: { seconds: 4 } });
      const perCpuSecond = cost.cpuMs && 1000 / cost.cpuMs.edge;
      rounds.push({ measured, cost, perCpuSecond, ofHello: ratio(perCpuSecond, hello.perCpuSecond) });
    }
    const same = await answersPerCpuSecond(stage, fixed.pids, asked(fixed));
    const within = new Traffic("list, within the memo");
    // One session, asked twice to be remembered, then as often as fits into what the isolate believes without asking.
    const busy = { port, connections: 1, requests: [within.get(port, listPath, visitors[0]?.token ?? "")] };
    await stage.generator.run({ ...plan, requests: requests.slice(0, 1), connections: 1, until: { requests: 2 } });
    const memo = await measureTraffic(stage, within, { ...busy, until: { requests: 100 } });

    const perCpuSecond = median(rounds.map((round) => round.perCpuSecond));
    const sum = (of: (round: Round) => number): number => rounds.reduce((total, round) => total + of(round), 0);
    const answers = sum(({ measured }) => measured.answers);
    const hits = sum(({ measured }) => measured.kinds[traffic.kind]?.caches["HIT"] ?? 0);
    const errors = sum(({ measured }) => measured.errors);
    return {
      figures: [
        {
          name: "of bare hello, on the same core",
          value: median(rounds.map(({ ofHello }) => ofHello)),
          unit: "×",
          target: { atLeast: 0.45 },
        },
        { name: "of the same bytes served statically", value: ratio(perCpuSecond, same.perCpuSecond), unit: "×" },
        {
          name: "SQL for an answer",
          value: sum(({ cost }) => cost.sql ?? Number.NaN),
          unit: "round trips",
          target: { atMost: 0 },
        },
        { name: "Redis within the memo", value: memo.cost.redis, unit: "round trips", target: { atMost: 0 } },
        {
          name: "answers from the isolate's memory",
          value: hits / answers,
          unit: "share",
          target: { atLeast: 1 },
        },
        { name: "errors", value: errors + memo.measured.errors, unit: "", target: { atMost: 0 } },
        { name: "answers for a second of CPU", value: perCpuSecond, unit: "answers" },
        { name: "answers", value: answers / sum(({ measured }) => measured.seconds), unit: "/s" },
        { name: "the edge's memory afterwards", value: (memoryOf(stage.pids().edge)?.rss ?? 0) / 2 ** 20, unit: "MB" },
        { name: "length", value: Buffer.byteLength(bytes) / 1000, unit: "kB" },
      ],
      costs: rounds.slice(-1).map(({ cost }) => cost),
      notes: [
        "Hello has twelve bytes and no headers of its own, and is asked with the very same requests. The list's bytes cost a third of a hello as a text, which is encoded for each answer, and half of that as bytes kept ready; its sixteen headers a fifth. What is left is spread thin: what the isolate remembers, the limiter, the token. Nothing of it waits for anything: Redis is asked for everybody in use before what it said is too old, a trip for hundreds of answers, and a trip costs more than a hello.",
      ],
    };
  },
};
