import { cpSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { findFreePort } from "../../local/ports.ts";
import { runWorker } from "../../local/workers/worker.ts";
import { findListener, pin } from "../machine.ts";
import type { Stage } from "../stage.ts";
import { type Baseline, describeBaseline } from "./hello.ts";

const started = new WeakMap<Stage["stack"], Promise<Baseline>>();

/**
 * Starts the edge once more, unless it runs already, with its KV in another process, asked over HTTP, as it is in the cloud: the local emulator of KV
 * writes its files in the edge's own process, and costs more than everything that the edge does for a cold answer.
 */
export function startEdgeApart(stage: Stage): Promise<Baseline> {
  const running = started.get(stage.stack) ?? startApart(stage);
  started.set(stage.stack, running);
  return running;
}

async function startApart(stage: Stage): Promise<Baseline> {
  const port = await findFreePort();
  const places = describeBaseline(stage.folder, "edge-apart", "");
  const entry = join(places.bundle, "edge.js");
  cpSync(join(stage.folder, "build", "edge"), places.bundle, { recursive: true });
  renameSync(entry, join(places.bundle, "product.js"));
  writeFileSync(entry, before(await startStore(stage)));
  const env = { ...stage.stack.env, PUBLIC_URL: `http://127.0.0.1:${port}` };
  stage.keep(await runWorker({ ...places, env, port }));
  const pids = findListener(port);
  pin(pids, "measured");
  return { port, pids };
}

/** Starts the edge once more, in a process of its own: another isolate, as the platform starts them where there is much to do. */
export async function startEdgeBeside(stage: Stage): Promise<Baseline> {
  const port = await findFreePort();
  const places = describeBaseline(stage.folder, "edge-beside", "");
  cpSync(join(stage.folder, "build", "edge"), places.bundle, { recursive: true });
  const env = { ...stage.stack.env, PUBLIC_URL: `http://127.0.0.1:${port}` };
  stage.keep(await runWorker({ ...places, env, port }));
  const pids = findListener(port);
  pin(pids, "measured");
  return { port, pids };
}

/** The Worker's entry: hands it a KV that asks `store`. One object for all requests, as the runtime's own. */
function before(store: string): string {
  return `import worker from "./product.js";
export * from "./product.js";
const at = (key) => "${store}/" + encodeURIComponent(key);
const CACHE = {
  async getWithMetadata(key) {
    const answer = await fetch(at(key));
    const value = await answer.text();
    if (answer.status !== 200) return { value: null, metadata: null };
    return { value, metadata: JSON.parse(answer.headers.get("x-metadata")) };
  },
  async put(key, value, { metadata }) {
    const headers = { "x-metadata": JSON.stringify(metadata) };
    const answer = await fetch(at(key), { method: "PUT", body: value, headers });
    await answer.text();
  },
};
let known;
export default { fetch: (request, env, context) => worker.fetch(request, (known ??= { ...env, CACHE }), context) };`;
}

/** A store of texts with their metadata, by key, over HTTP, in this process. Answers its base. */
async function startStore(stage: Stage): Promise<string> {
  const kept = new Map<string, { text: string; metadata: string }>();
  const server = createServer((request, response) => {
    const key = request.url ?? "";
    if (request.method !== "PUT") {
      const found = kept.get(key);
      response.writeHead(found ? 200 : 404, { "x-metadata": found?.metadata ?? "" }).end(found?.text);
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      kept.set(key, { text: Buffer.concat(chunks).toString(), metadata: String(request.headers["x-metadata"]) });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  stage.keep({
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
