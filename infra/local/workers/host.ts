// A process of its own for wrangler and Miniflare: both end the process on SIGINT and SIGTERM, which would leave the databases
// no time to stop; and loading them, two seconds, goes on while the databases start. It ends with the process that started it.
import { join } from "node:path";
import { crons } from "../../schedules.ts";
import { workerConfigs } from "./bundle.ts";
import { type Answer, type Call, describeError, type HostMethods, type RunParams, type WorkerName } from "./calls.ts";
import { loadWrangler, type RunningWorker, runWorker, type WorkerOptions } from "./worker.ts";

const described = new Map<WorkerName, WorkerOptions>();
/** Those that run, and those that start. */
const running = new Map<WorkerName, Promise<RunningWorker>>();
/** When Workers ended by themselves (ms): one that did so more than five times in a minute ends for good. */
const ends = new Map<WorkerName, number[]>();
const most = { times: 5, within: 60_000 };
/** How many faults were set for stores so far. */
let storeFaultsSet = 0;
/** Who writes to which bucket; two writers on one folder would lose writes. */
const writers = { documents: "functions", uploads: "edge" } as const;

const methods: HostMethods = {
  async run(params) {
    for (const [name, worker] of describeWorkers(params)) described.set(name, worker);
    // The first makes the folder that all keep objects in: several that make it at once find it locked, and end.
    const [first, ...others] = described.keys();
    if (first) await start(first);
    // All are waited for also when one fails, so that nothing is still starting while the rest is being stopped.
    const starts = others.map(start);
    await Promise.allSettled(starts);
    await Promise.all(starts);
    return null;
  },
  async start({ name }) {
    await start(name);
    return null;
  },
  async kill({ name }) {
    const worker = running.get(name);
    running.delete(name);
    await (await worker)?.stop();
    return null;
  },
  async watchStores({ set }) {
    storeFaultsSet = set;
    // One that is being killed does not hear of it: it asks when it starts again.
    await Promise.allSettled([...running.values()].map(async (worker) => (await worker).watchStores(set)));
    return null;
  },
  async scheduled({ cron }) {
    return await (
      await find((crons.edge as readonly string[]).includes(cron) ? "edge" : "functions")
    ).runScheduled(cron);
  },
  async listObjects({ bucket, prefix }) {
    return await (await find(writers[bucket])).listObjects(bucket.toUpperCase(), prefix);
  },
  async putObject({ bucket, key, file }) {
    await (await find(writers[bucket])).putObject(bucket.toUpperCase(), key, file);
    return null;
  },
};

function describeWorkers({
  bundles,
  folder,
  ports,
  env,
  showLogs,
  storeFaults,
}: RunParams): Map<WorkerName, WorkerOptions> {
  const describe = (
    name: WorkerName,
    source: keyof typeof workerConfigs,
    port: number,
  ): [WorkerName, WorkerOptions] => [
    name,
    {
      configPath: workerConfigs[source],
      bundle: join(bundles, source),
      port,
      env: name === "edge2" ? { ...env, PUBLIC_URL: `http://127.0.0.1:${port}` } : env,
      objectsDir: join(folder, "data", "objects"),
      kvDir: join(folder, "data", name === "edge2" ? "kv2" : "kv"),
      logFile: join(folder, "logs", `${name}.log`),
      showLogs,
      storeFaults,
      cronless: name === "edge2",
    },
  ];
  return new Map([
    describe("edge", "edge", ports.edge),
    describe("functions", "functions", ports.functions),
    ...(ports.edge2 === undefined ? [] : [describe("edge2", "edge", ports.edge2)]),
  ]);
}

async function start(name: WorkerName): Promise<void> {
  await (running.get(name) ?? begin(name));
}

function begin(name: WorkerName): Promise<RunningWorker> {
  const worker = described.get(name);
  if (!worker) throw new Error(`there is no ${name} here`);
  const begun = runWorker({ ...worker, died: (lastWords) => void replace(name, lastWords) }).then(async (started) => {
    // What was set while it started.
    if (storeFaultsSet > 0) await started.watchStores(storeFaultsSet);
    return started;
  });
  running.set(name, begun);
  begun.catch(() => running.get(name) === begun && running.delete(name));
  return begun;
}

/** Puts another in the place of one that ended by itself, as the cloud would, but not without end. */
async function replace(name: WorkerName, lastWords: string): Promise<void> {
  const now = Date.now();
  const lately = [...(ends.get(name) ?? []), now].filter((at) => now - at < most.within);
  ends.set(name, lately);
  const ended = running.get(name);
  running.delete(name);
  await (await ended)?.stop();
  process.stderr.write(`✗ ${name} ended unexpectedly; its log ends:\n${lastWords}\n`);
  if (lately.length <= most.times)
    await start(name).catch((error: unknown) => process.stderr.write(`${describeError(error).message}\n`));
}

async function find(name: WorkerName): Promise<RunningWorker> {
  const worker = await running.get(name);
  if (!worker) throw new Error(`${name} is not running`);
  return worker;
}

// Takes a second, and nothing has been asked for yet.
loadWrangler();
process.on("message", (call: Call) => void answer(call));
process.on("disconnect", () => {
  void Promise.allSettled([...running.values()].map(async (worker) => (await worker).stop())).then(() =>
    process.exit(0),
  );
});

async function answer({ id, method, params }: Call): Promise<void> {
  let result: Answer;
  try {
    // The caller's parameters are typed by the same interface.
    result = { id, value: await methods[method](params as never) };
  } catch (error) {
    result = { id, error: describeError(error) };
  }
  if (process.connected) process.send?.(result);
}
