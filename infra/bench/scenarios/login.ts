import { hashForSeed } from "../../../db/seed/password.ts";
import { startArgon2 } from "../baseline/argon2.ts";
import { startEdgeBeside } from "../baseline/edge-apart.ts";
import { startExpress } from "../baseline/express-server.ts";
import { startLoadGenerator } from "../load/load-generator.ts";
import type { LoadPlan, LoadResult, PlannedRequest } from "../load/plan.ts";
import { answersPerCpuSecond, Traffic } from "../measure.ts";
import { enrol, openSessionsOf, password } from "../people.ts";
import { ratio, type Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import { anonymous } from "./hello.ts";
import { listPath } from "./mix.ts";

/** A class, a faculty: so many different people, from one address. */
const crowd = 1_000;
/** Enough to last while the others are watched. */
const half = 500;
/** Enough to measure a rate with, while no account and no address comes near its limit. */
const some = 200;

/** Logging in: what it costs beside the hash that it must cost, and what becomes of everybody else meanwhile. */
export const login: Scenario = {
  title: "1,000 people logging in from one address",
  async run(stage) {
    const port = stage.ports.edge;
    const [first, second, third, others] = await Promise.all(
      [crowd, half, some, 400].map((count) => enrol(stage, count)),
    );
    const bare = await startArgon2(stage, await hashForSeed(password), password);
    const server = await startExpress(stage, "login");
    const plan = (at: number, usernames: readonly string[], address: string): LoadPlan => ({
      port: at,
      connections: 16,
      requests: usernames.map((username) => askToLogIn(at, username, address)),
      until: { requests: usernames.length },
    });

    await stage.generator.run(anonymous(bare.port, 1));
    const hashes = await answersPerCpuSecond(stage, bare.pids, { ...anonymous(bare.port, 5), connections: 16 });
    const edge = await answersPerCpuSecond(stage, stage.pids().edge, plan(port, third ?? [], "192.0.2.1"));
    const express = await answersPerCpuSecond(stage, server.pids, plan(server.port, third ?? [], "192.0.2.1"));

    const readers = await openSessionsOf(stage, others ?? []);
    const list = new Traffic("list while others log in");
    const reading = (at: number): LoadPlan => {
      const requests = readers.map(({ token }) => list.get(at, listPath, token));
      return { port: at, connections: 16, requests, until: { seconds: 5 } };
    };
    await stage.generator.run(reading(port));
    const alone = await stage.generator.run(reading(port));
    const together = await meanwhile(stage, plan(port, first ?? [], "192.0.2.2"), reading(port));
    const beside = await startEdgeBeside(stage);
    await stage.generator.run(reading(beside.port));
    const apart = await meanwhile(stage, plan(port, second ?? [], "192.0.2.3"), reading(beside.port));

    const rate = ({ answers, seconds }: LoadResult): number => answers / seconds;
    const p95 = ({ kinds }: LoadResult): number | null => kinds[list.kind]?.latency.p95 ?? null;
    const errors = [edge.result, express.result, together.logins, apart.logins, together.reads, apart.reads];
    return {
      figures: [
        {
          name: "logins, of bare argon2id on the same core",
          value: ratio(edge.perCpuSecond, hashes.perCpuSecond),
          unit: "×",
          target: { atLeast: 0.85 },
        },
        {
          name: "logins, of Express with native argon2",
          value: ratio(edge.perCpuSecond, express.perCpuSecond),
          unit: "×",
        },
        { name: "people who got in, of 1,000", value: together.logins.answers, unit: "", target: { atLeast: crowd } },
        {
          name: "errors of anybody",
          value: errors.reduce((sum, result) => sum + result.errors, 0),
          unit: "",
          target: { atMost: 0 },
        },
        {
          name: "everybody else meanwhile, same isolate, of alone",
          value: rate(together.reads) / rate(alone),
          unit: "×",
        },
        {
          name: "everybody else meanwhile, another isolate, same core",
          value: rate(apart.reads) / rate(alone),
          unit: "×",
        },
        { name: "their p95, same isolate", value: p95(together.reads), unit: "ms" },
        { name: "their p95, another isolate, same core", value: p95(apart.reads), unit: "ms" },
        { name: "logins for a second of CPU, edge", value: edge.perCpuSecond, unit: "logins" },
        { name: "logins for a second of CPU, Express", value: express.perCpuSecond, unit: "logins" },
        { name: "bare argon2id for a second of CPU", value: hashes.perCpuSecond, unit: "hashes" },
        { name: "1,000 were in after", value: together.logins.seconds, unit: "s" },
      ],
      notes: [
        "A Worker's isolate is one thread: while it hashes, its other requests wait. In the cloud the platform starts more isolates on more cores; here the second one shares the first one's core, so that only the waiting falls away.",
      ],
    };
  },
};

function askToLogIn(port: number, username: string, address: string): PlannedRequest {
  const body = { identifier: username, password, institution: "demo" };
  return new Traffic("login").post(port, "/api/v1/identity/login", body, address);
}

/** Lets people read for as long as others log in, asked for by a generator of their own. */
async function meanwhile(
  stage: Stage,
  loggingIn: LoadPlan,
  reading: LoadPlan,
): Promise<{ logins: LoadResult; reads: LoadResult }> {
  const generator = startLoadGenerator();
  try {
    const logins = generator.run(loggingIn);
    const reads = await stage.generator.run({ ...reading, until: { seconds: 15 } });
    return { logins: await logins, reads };
  } finally {
    generator.stop();
  }
}
