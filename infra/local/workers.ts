import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BucketName, Caller, type RunParams, type SentObject, type WorkerName } from "./workers/calls.ts";
import type { StoredObject } from "./workers/list-objects.ts";

/** The Workers, in a process that holds a workerd for each. */
export interface Workers {
  /** Runs what was built; resolves when all answer. */
  run(params: RunParams): Promise<void>;
  /** Kills one's workerd. */
  kill(name: WorkerName): Promise<void>;
  /** Starts one again that was killed, on the same port and data; resolves when it answers. */
  start(name: WorkerName): Promise<void>;
  /** Calls the `scheduled()` of the Worker whose cron it is; resolves when it has ended. */
  runScheduled(cron: string): Promise<{ outcome: string }>;
  /** Tells the Workers that faults were set for stores, so many so far. */
  watchStores(set: number): Promise<void>;
  /** What a bucket holds below a prefix. */
  listObjects(bucket: BucketName, prefix: string): Promise<StoredObject[]>;
  /** Puts a file into a bucket. */
  putObject(bucket: BucketName, key: string, file: SentObject): Promise<void>;
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
    async run(params) {
      await caller.ask("run", params);
    },
    async kill(name) {
      await caller.ask("kill", { name });
    },
    async start(name) {
      await caller.ask("start", { name });
    },
    async watchStores(set) {
      await caller.ask("watchStores", { set });
    },
    runScheduled: (cron) => caller.ask("scheduled", { cron }),
    listObjects: (bucket, prefix) => caller.ask("listObjects", { bucket, prefix }),
    async putObject(bucket, key, file) {
      await caller.ask("putObject", { bucket, key, file });
    },
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
