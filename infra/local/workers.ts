import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Caller, type RunParams } from "./workers/calls.ts";

/** Both Workers, in a process that holds a workerd for each. */
export interface Workers {
  /** Builds both as a deployment would, into `<folder>/build`. A StartError when one does not build. */
  build(folder: string): Promise<void>;
  /** Runs what was built; resolves when both answer. */
  run(params: RunParams): Promise<void>;
  /** Calls the functions Worker's `scheduled()`; resolves when it has ended. */
  runScheduled(cron: string): Promise<{ outcome: string }>;
  stop(): Promise<void>;
}

/** Starts the process; it has nothing to do yet. `say` hears of its end when nobody asked for it. */
export function startWorkersHost(say: (line: string) => void): Workers {
  const loader = createRequire(import.meta.url).resolve("tsx");
  const child = fork(fileURLToPath(new URL("./workers/host.ts", import.meta.url)), {
    execArgv: ["--import", pathToFileURL(loader).href],
    // Ctrl-C in a terminal must reach only us.
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let stopping = false;
  const ended = new Promise<void>((resolve) => {
    child.once("exit", (code, signal) => {
      if (!stopping) say(`✗ the Workers ended unexpectedly (${signal ?? `code ${code}`}); start again`);
      resolve();
    });
    child.once("error", () => resolve());
  });
  const caller = new Caller(child);
  return {
    async build(folder) {
      await caller.ask("build", { folder });
    },
    async run(params) {
      await caller.ask("run", params);
    },
    runScheduled: (cron) => caller.ask("scheduled", { cron }),
    async stop() {
      stopping = true;
      if (child.connected) child.disconnect();
      const patience = new AbortController();
      const late = wait(10_000, "late" as const, { signal: patience.signal, ref: false }).catch(() => undefined);
      if ((await Promise.race([ended, late])) === "late") child.kill("SIGKILL");
      await ended;
      patience.abort();
    },
  };
}
