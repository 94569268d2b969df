import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Environment } from "./environment.ts";
import type { Ports } from "./ports.ts";
import { type Steps, waitForBoth } from "./steps.ts";
import { type BuiltWorker, buildWorker, type RunningWorker, runWorker } from "./workers/worker.ts";

const configs = {
  edge: fileURLToPath(new URL("../../wrangler.toml", import.meta.url)),
  functions: fileURLToPath(new URL("../../functions/wrangler.toml", import.meta.url)),
};

/** Both Workers, built. */
export type BuiltWorkers = Record<keyof typeof configs, BuiltWorker>;

/** Both Workers, running. */
export type RunningWorkers = Record<keyof typeof configs, RunningWorker>;

/** Builds both Workers into `<folder>/build`. */
export async function buildWorkers(folder: string): Promise<BuiltWorkers> {
  const [edge, functions] = await waitForBoth(
    buildWorker(configs.edge, join(folder, "build", "edge")),
    buildWorker(configs.functions, join(folder, "build", "functions")),
  );
  return { edge, functions };
}

/** Runs both Workers, each in its own workerd: one is one thread, and a document being rendered would hold up people. */
export async function runWorkers(options: {
  folder: string;
  ports: Ports;
  workers: BuiltWorkers;
  env: Environment;
  steps: Steps;
  showLogs?: boolean;
}): Promise<RunningWorkers> {
  const { folder, ports, workers, env, steps, showLogs = false } = options;
  const start = async (name: keyof typeof configs): Promise<RunningWorker> =>
    steps.keep(
      await runWorker({
        worker: workers[name],
        port: ports[name],
        env: { ...env },
        dataDir: join(folder, "data"),
        logFile: join(folder, "logs", `${name}.log`),
        showLogs,
      }),
    );
  const [edge, functions] = await waitForBoth(start("edge"), start("functions"));
  return { edge, functions };
}
