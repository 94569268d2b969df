// A process of its own for wrangler and Miniflare: both end the process on SIGINT and SIGTERM, which would leave the databases
// no time to stop; and loading them, two seconds, goes on while the databases start. It ends with the process that started it.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { waitForBoth } from "../steps.ts";
import { type Answer, type Call, describeError, type HostMethods } from "./calls.ts";
import { type BuiltWorker, buildWorker, type RunningWorker, runWorker } from "./worker.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const running: RunningWorker[] = [];
let built: { edge: BuiltWorker; functions: BuiltWorker } | undefined;
let functions: RunningWorker | undefined;

const methods: HostMethods = {
  async build({ folder }) {
    const [edgeWorker, functionsWorker] = await waitForBoth(
      buildWorker(join(root, "wrangler.toml"), join(folder, "build", "edge")),
      buildWorker(join(root, "functions", "wrangler.toml"), join(folder, "build", "functions")),
    );
    built = { edge: edgeWorker, functions: functionsWorker };
    return null;
  },

  async run({ folder, ports, env, showLogs }) {
    if (!built) throw new Error("run before build");
    const start = async (name: keyof typeof ports, worker: BuiltWorker): Promise<RunningWorker> => {
      const logFile = join(folder, "logs", `${name}.log`);
      const dataDir = join(folder, "data");
      const started = await runWorker({ worker, port: ports[name], env, dataDir, logFile, showLogs });
      running.push(started);
      return started;
    };
    [, functions] = await waitForBoth(start("edge", built.edge), start("functions", built.functions));
    return null;
  },

  async scheduled({ cron }) {
    if (!functions) throw new Error("scheduled before run");
    return await functions.runScheduled(cron);
  },
};

process.on("message", (call: Call) => void answer(call));
process.on("disconnect", () => {
  void Promise.allSettled(running.map((worker) => worker.stop())).then(() => process.exit(0));
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
