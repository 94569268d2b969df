import { once } from "node:events";
import { join } from "node:path";
import { forkTypeScript } from "../load/load-generator.ts";
import { pin } from "../machine.ts";
import type { Stage } from "../stage.ts";
import type { Baseline } from "./hello.ts";

const servers = {
  list: new URL("./express.ts", import.meta.url),
  login: new URL("./express-login.ts", import.meta.url),
};

/** Starts an Express server in a process of its own, on the stage's Postgres and Redis: one that lists orders, or one that logs people in. */
export async function startExpress(stage: Stage, what: keyof typeof servers): Promise<Baseline> {
  const { env, appUrl, redisUrl } = stage.stack;
  const child = forkTypeScript(servers[what], {
    ...env,
    BENCH_DATABASE_URL: appUrl,
    BENCH_REDIS_URL: redisUrl,
    BENCH_LOG: join(stage.folder, `express-${what}.log`),
    NODE_ENV: "production",
  });
  stage.keep({ stop: () => child.disconnect() });
  const [told] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error("the Express server did not start"))),
  ])) as [{ port: number }];
  const pids = [child.pid].flatMap((pid) => pid ?? []);
  pin(pids, "measured");
  return { port: told.port, pids };
}
