import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findFreePort } from "../../local/ports.ts";
import { workerConfigs } from "../../local/workers/bundle.ts";
import { runWorker } from "../../local/workers/worker.ts";
import { findListener, pin } from "../machine.ts";
import type { Stage } from "../stage.ts";

/** A Worker to compare with: in a workerd of its own, started just as the edge is, with the edge's bindings. */
export interface Baseline {
  readonly port: number;
  readonly pids: readonly number[];
}

/** The least that workerd can do: twelve bytes, whatever is asked. */
export const helloScript = `export default { fetch: () => new Response("Hello world!") };`;

/** Starts a Worker that answers everything with these bytes of JSON. */
export function startStatic(stage: Stage, bytes: string): Promise<Baseline> {
  const headers = `{ headers: { "content-type": "application/json; charset=utf-8" } }`;
  return startBaseline(
    stage,
    "static",
    `const text = ${JSON.stringify(bytes)};\nexport default { fetch: () => new Response(text, ${headers}) };`,
  );
}

/** Starts the Worker that only says hello. */
export function startHello(stage: Stage): Promise<Baseline> {
  return startBaseline(stage, "hello", helloScript);
}

async function startBaseline(stage: Stage, name: string, script: string): Promise<Baseline> {
  const port = await findFreePort();
  const worker = await runWorker({ ...describeBaseline(stage.folder, name, script), port });
  stage.keep(worker);
  const pids = findListener(port);
  pin(pids, "measured");
  return { port, pids };
}

/** How a script runs in the edge's place; it is written below `folder` under this name. */
export function describeBaseline(folder: string, name: string, script: string) {
  const place = join(folder, "baseline", name);
  const bundle = join(place, "build");
  mkdirSync(bundle, { recursive: true });
  writeFileSync(join(bundle, "edge.js"), script);
  return {
    configPath: workerConfigs.edge,
    bundle,
    env: {},
    objectsDir: join(place, "objects"),
    kvDir: join(place, "kv"),
    logFile: join(place, "edge.log"),
    showLogs: false,
  };
}
