import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { LoadPlan, LoadResult } from "./plan.ts";

/** A process that asks. */
export interface LoadGenerator {
  readonly pid: number;
  /** Carries out one plan; one at a time. */
  run(plan: LoadPlan): Promise<LoadResult>;
  stop(): void;
}

/** Starts the process; it ends with this one. */
export function startLoadGenerator(): LoadGenerator {
  const child = forkTypeScript(new URL("./generator.ts", import.meta.url));
  const { pid } = child;
  if (pid === undefined) throw new Error("the load generator has no process id");
  return {
    pid,
    run: (plan) =>
      new Promise((resolve, reject) => {
        const gone = (): void => reject(new Error("the load generator ended"));
        child.once("exit", gone);
        child.once("message", (result) => {
          child.off("exit", gone);
          resolve(result as LoadResult);
        });
        child.send(plan);
      }),
    stop: () => child.disconnect(),
  };
}

/** Forks a TypeScript file of this project, with its output where ours goes. */
export function forkTypeScript(file: URL, env: Readonly<Record<string, string>> = {}) {
  const loader = createRequire(import.meta.url).resolve("tsx");
  return fork(fileURLToPath(file), {
    execArgv: ["--import", pathToFileURL(loader).href],
    env: { ...process.env, ...env },
    // Ctrl-C in a terminal must reach only us.
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}
