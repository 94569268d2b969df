import { join } from "node:path";
import { Control, startControl } from "./control.ts";
import { CronTrigger } from "./cron.ts";
import { ObjectStore } from "./objects.ts";
import type { FrontRequest } from "./front.ts";
import { startMailbox } from "./mailbox.ts";
import { startNeon } from "./neon.ts";
import type { Ports } from "./ports.ts";
import { Processes } from "./processes.ts";
import { type Postgres, startPostgres } from "./postgres.ts";
import { type Redis, startRedis } from "./redis.ts";
import { startQstash } from "./qstash/server.ts";
import { qstashCredentials, type Secrets } from "./secrets.ts";
import { explainTakenPort } from "./start-error.ts";
import { type Steps, waitForBoth } from "./steps.ts";
import { startUpstash } from "./upstash.ts";
import type { Workers } from "./workers.ts";

/** The cloud's stand-ins, running. */
export interface Services {
  postgres: Postgres;
  redis: Redis;
  /** Lets the control port reach the Workers, once they run. */
  attach(workers: Workers): void;
}

/** Starts Postgres and Redis, then Neon, Upstash and QStash in front of them, the mailbox and the control port. */
export async function startServices(options: {
  folder: string;
  ports: Ports;
  durable: boolean;
  secrets: Secrets;
  steps: Steps;
  say(line: string): void;
}): Promise<Services> {
  const { folder, ports, durable, secrets, steps, say } = options;
  const place = (name: string) => ({
    dataDir: join(folder, "data", name),
    logFile: join(folder, "logs", `${name}.log`),
    durable,
    say,
  });
  const [postgres, redis] = await waitForBoth(
    steps.run("Postgres", async () =>
      steps.keep(await startPostgres({ ...place("postgres"), port: ports.postgres, passwords: secrets.postgres })),
    ),
    steps.run("Redis", async () => steps.keep(await startRedis({ ...place("redis"), port: ports.redis }))),
  );
  const control = new Control();
  const cron = new CronTrigger();
  const objects = new ObjectStore();
  const processes = new Processes();
  processes.add("postgres", postgres);
  processes.add("redis", redis);
  await steps.run("Neon, Upstash, QStash, mailbox, control", async () => {
    try {
      const extra = async (request: FrontRequest) =>
        (await cron.answer(request)) ?? (await objects.answer(request)) ?? (await processes.answer(request));
      steps.keep(await startControl({ port: ports.control, control, extra }));
      steps.keep(await startUpstash({ port: ports.upstash, redisUrl: redis.url, ...secrets.upstash, control }));
      const target = { host: "127.0.0.1", port: ports.postgres };
      steps.keep(await startNeon({ port: ports.neon, postgres: target, control }));
      // Where data need not survive a power cut, mails need not survive the stack.
      const file = durable ? { file: join(folder, "data", "surat.jsonl") } : {};
      steps.keep(await startMailbox({ port: ports.mail, control, ...file }));
      const databaseUrl = postgres.ownerUrl.replace(/\/serambi$/, "/serambi_qstash");
      steps.keep(await startQstash({ port: ports.qstash, databaseUrl, ...qstashCredentials, control }));
    } catch (error) {
      throw explainTakenPort(error);
    }
  });
  const attach = (workers: Workers): void => {
    cron.run = (pattern) => workers.runScheduled(pattern);
    control.onStoreFault = (set) => workers.watchStores(set);
    objects.list = (bucket, prefix) => workers.listObjects(bucket, prefix);
    objects.put = (bucket, key, file) => workers.putObject(bucket, key, file);
    for (const name of ["edge", "edge2", "functions"] as const) {
      processes.add(name, { kill: () => workers.kill(name), start: () => workers.start(name) });
    }
  };
  return { postgres, redis, attach };
}
