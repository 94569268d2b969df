import { createWriteStream, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { Cron } from "croner";
import { Log, LogLevel, Miniflare } from "miniflare";
import type * as Wrangler from "wrangler";
import * as z from "zod";
import { StartError } from "../start-error.ts";
import { readBundle, releaseOf } from "./bundle.ts";
import { breakable } from "./breakable.ts";
import { entries, withDirectEntries } from "./direct.ts";
import type { SentObject } from "./calls.ts";
import type { StoredObject } from "./list-objects.ts";

// Wrangler's types refer to packages that it does not install; what is read of its answers is checked here instead.
const configShape = z.object({
  name: z.string(),
  main: z.string(),
  triggers: z.object({ crons: z.array(z.string()).nullish() }),
});
const optionsShape = z.looseObject({ bindings: z.record(z.string(), z.unknown()).optional() });

/** How a Worker is to run. */
export interface WorkerOptions {
  /** What its wrangler.toml describes, and the folder of its bundle. */
  readonly configPath: string;
  readonly bundle: string;
  readonly port: number;
  readonly env: Record<string, string>;
  /** Of R2: shared by the Workers, with one writer for each bucket. */
  readonly objectsDir: string;
  /** Of KV and of Durable Objects: no other Worker's. */
  readonly kvDir: string;
  readonly logFile: string;
  readonly showLogs: boolean;
  /** The control port, when faults are to strike its stores. */
  readonly storeFaults?: string | undefined;
  /** Its crons do not run: another writes to the same buckets. */
  readonly cronless?: boolean;
  /** Where V8 tells of its isolates, to whoever measures them. */
  readonly inspectorPort?: number;
  /** Hears how its log ends when it ended though nobody stopped it. */
  readonly died?: (lastWords: string) => void;
}

/** A Worker in a workerd process of its own. */
export interface RunningWorker {
  /** Calls its `scheduled()`; resolves when that has ended. */
  runScheduled(cron: string): Promise<{ outcome: string }>;
  /** What a bucket of its holds, below a prefix. */
  listObjects(binding: string, prefix: string): Promise<StoredObject[]>;
  /** Puts a file into a bucket of its. */
  putObject(binding: string, key: string, file: SentObject): Promise<void>;
  /** Tells it that faults were set for stores, so many so far; one without breakable stores has nothing to do. */
  watchStores(set: number): Promise<void>;
  /** Kills workerd, there and then: it has no other way to end. */
  stop(): Promise<void>;
}

/**
 * Required, not imported: the TypeScript loader would take all 12 MB of it through its transformer, a second at every start.
 */
export function loadWrangler(): typeof Wrangler {
  return createRequire(import.meta.url)("wrangler") as typeof Wrangler;
}

/**
 * Runs a Worker with the bindings of its wrangler.toml, `env` over its vars. Requests go straight to workerd's own socket,
 * without Miniflare's Node proxy: what is measured is the Worker. Its crons run by the clock, in UTC as in the cloud.
 */
export async function runWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { configPath, bundle, port, env, objectsDir, kvDir, logFile, showLogs, storeFaults } = options;
  const wrangler = loadWrangler();
  const { name, main, triggers } = configShape.parse(wrangler.unstable_readConfig({ config: configPath }));
  const { workerOptions } = wrangler.unstable_getMiniflareWorkerOptions(configPath);
  const declared = optionsShape.parse(workerOptions);
  const built = readBundle(bundle, main);
  let runs = false;
  const miniflare = new Miniflare({
    ...declared,
    name,
    modules: withDirectEntries(storeFaults === undefined ? built : breakable(built, storeFaults)),
    modulesRoot: bundle,
    bindings: { ...declared.bindings, ...env, RELEASE: releaseOf(built) },
    unsafeDirectSockets: [
      { host: "127.0.0.1", port, entrypoint: entries.direct },
      { host: "127.0.0.1", port: 0, entrypoint: entries.objects },
      { host: "127.0.0.1", port: 0, entrypoint: entries.clock },
      ...(storeFaults === undefined ? [] : [{ host: "127.0.0.1", port: 0, entrypoint: entries.stores }]),
    ],
    r2Persist: objectsDir,
    kvPersist: kvDir,
    durableObjectsPersist: kvDir,
    cachePersist: false,
    logRequests: false,
    ...(options.inspectorPort === undefined ? {} : { inspectorPort: options.inspectorPort }),
    // Else each of the Worker's own requests would pass through a Worker more, which the cloud has not.
    stripCfConnectingIp: false,
    cf: false,
    log: new Log(LogLevel.NONE),
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      keepOutput([stdout, stderr], logFile, showLogs);
      stdout.once("close", () => runs && options.died?.(endOf(logFile)));
    },
  });
  try {
    await miniflare.ready;
  } catch (error) {
    await miniflare.dispose().catch(() => undefined);
    throw explainFailure(error, name, port, logFile);
  }
  runs = true;
  const askBeside = async (entry: string, asked: Record<string, string>, init: RequestInit = {}): Promise<unknown> => {
    const url = await miniflare.unsafeGetDirectURL(name, entry);
    url.search = new URLSearchParams(asked).toString();
    const response = await fetch(url, init).catch((cause: unknown) => {
      throw new Error(`${name} did not answer to ${entry}; its log ends:\n${endOf(logFile)}`, { cause });
    });
    if (!response.ok) throw new Error(`${name} answered ${response.status} to ${entry}: ${await response.text()}`);
    return await response.json();
  };
  const runScheduled = async (cron: string) => (await askBeside(entries.clock, { cron })) as { outcome: string };
  const clocks = ((options.cronless ? null : triggers.crons) ?? []).map(
    (cron) =>
      // What fails is in the Worker's own log; the next minute is another chance.
      new Cron(cron, { timezone: "UTC", protect: true, catch: true }, async () => {
        await runScheduled(cron);
      }),
  );
  return {
    runScheduled,
    async listObjects(binding, prefix) {
      return (await askBeside(entries.objects, { binding, prefix })) as StoredObject[];
    },
    async putObject(binding, key, { base64, type }) {
      const headers = { "content-type": type };
      await askBeside(
        entries.objects,
        { binding, key },
        { method: "PUT", headers, body: Buffer.from(base64, "base64") },
      );
    },
    async watchStores(set) {
      if (storeFaults !== undefined) await askBeside(entries.stores, { set: String(set) });
    },
    async stop() {
      runs = false;
      for (const clock of clocks) clock.stop();
      await miniflare.dispose();
    },
  };
}

/** The last lines of a log. */
function endOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8").slice(-2_000) : "";
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
