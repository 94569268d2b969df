import { createWriteStream, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { Cron } from "croner";
import { Log, LogLevel, Miniflare } from "miniflare";
import type * as Wrangler from "wrangler";
import * as z from "zod";
import { StartError } from "../start-error.ts";
import { type BundleModule, bundleWorker, readBundle } from "./bundle.ts";

// Wrangler's types refer to packages that it does not install; what is read of its answers is checked here instead.
const configShape = z.object({
  name: z.string(),
  main: z.string(),
  triggers: z.object({ crons: z.array(z.string()).nullish() }),
});
const optionsShape = z.looseObject({ bindings: z.record(z.string(), z.unknown()).optional() });

/** A Worker, built and ready to be run. */
export interface BuiltWorker {
  readonly configPath: string;
  readonly modules: BundleModule[];
}

/** A Worker in a workerd process of its own. */
export interface RunningWorker {
  readonly url: string;
  /** Calls its `scheduled()`; resolves when that has ended. */
  runScheduled(cron: string): Promise<{ outcome: string }>;
  stop(): Promise<void>;
}

/** Builds the Worker that this wrangler.toml describes into `folder`. */
export async function buildWorker(configPath: string, folder: string): Promise<BuiltWorker> {
  const bundling = bundleWorker(configPath, folder);
  // Awaited below; should loading fail first, this failure must not be an unhandled one.
  bundling.catch(() => undefined);
  const { main } = configShape.parse(loadWrangler().unstable_readConfig({ config: configPath }));
  await bundling;
  return { configPath, modules: readBundle(folder, main) };
}

/**
 * Required, not imported: the TypeScript loader would take all 12 MB of it through its transformer, a second at every start.
 * And only once the bundlers run, since it holds this process up for another.
 */
function loadWrangler(): typeof Wrangler {
  return createRequire(import.meta.url)("wrangler") as typeof Wrangler;
}

/**
 * Runs a Worker with the bindings of its wrangler.toml, `env` over its vars. Requests go straight to workerd's own socket,
 * without Miniflare's Node proxy: what is measured is the Worker. Its crons run by the clock, in UTC as in the cloud.
 */
export async function runWorker(options: {
  worker: BuiltWorker;
  port: number;
  env: Record<string, string>;
  /** Holds `objects/` (R2, shared by the Workers: one writer for each bucket) and `kv/`. */
  dataDir: string;
  logFile: string;
  showLogs: boolean;
}): Promise<RunningWorker> {
  const { worker, port, env, dataDir, logFile, showLogs } = options;
  const wrangler = loadWrangler();
  const { name, triggers } = configShape.parse(wrangler.unstable_readConfig({ config: worker.configPath }));
  const { workerOptions } = wrangler.unstable_getMiniflareWorkerOptions(worker.configPath);
  const declared = optionsShape.parse(workerOptions);
  const miniflare = new Miniflare({
    ...declared,
    name,
    modules: worker.modules,
    modulesRoot: dirname(worker.modules[0]?.path ?? ""),
    bindings: { ...declared.bindings, ...env },
    unsafeDirectSockets: [{ host: "127.0.0.1", port }],
    r2Persist: join(dataDir, "objects"),
    kvPersist: join(dataDir, "kv"),
    cachePersist: false,
    logRequests: false,
    cf: false,
    log: new Log(LogLevel.NONE),
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => keepOutput([stdout, stderr], logFile, showLogs),
  });
  try {
    await miniflare.ready;
  } catch (error) {
    await miniflare.dispose().catch(() => undefined);
    throw explainFailure(error, name, port, logFile);
  }
  const runScheduled = async (cron: string): Promise<{ outcome: string }> => {
    const fetcher = await miniflare.getWorker();
    const { outcome } = await fetcher.scheduled({ cron, scheduledTime: new Date() });
    return { outcome };
  };
  const clocks = (triggers.crons ?? []).map(
    (cron) =>
      // What fails is in the Worker's own log; the next minute is another chance.
      new Cron(cron, { timezone: "UTC", protect: true, catch: true }, async () => {
        await runScheduled(cron);
      }),
  );
  return {
    url: `http://127.0.0.1:${port}`,
    runScheduled,
    async stop() {
      for (const clock of clocks) clock.stop();
      await miniflare.dispose();
    },
  };
}

function keepOutput(streams: Readable[], logFile: string, showLogs: boolean): void {
  mkdirSync(dirname(logFile), { recursive: true });
  const file = createWriteStream(logFile, { flags: "a" });
  // A log that cannot be written (the disk is full) must not end what it is about.
  file.on("error", () => undefined);
  for (const stream of streams) {
    stream.pipe(file, { end: false });
    if (showLogs) stream.pipe(process.stderr, { end: false });
  }
}

function explainFailure(error: unknown, name: string, port: number, logFile: string): Error {
  const text = error instanceof Error ? error.message : String(error);
  if (/address already in use/i.test(text)) {
    return new StartError(`Port ${port} was taken by another program while ${name} started.`, "Start again.", {
      cause: error,
    });
  }
  return new StartError(`${name} did not start: ${text}`, `Its log is ${logFile}.`, { cause: error });
}
