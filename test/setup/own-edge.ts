import { join } from "node:path";
import { build } from "esbuild";
import type { StackAddresses } from "../../infra/local/stack.ts";
import { findPortBeside } from "../../infra/local/ports.ts";
import { workerConfigs } from "../../infra/local/workers/bundle.ts";
import { runWorker } from "../../infra/local/workers/worker.ts";

/** An edge of a test's own. */
export interface OwnEdge {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Runs the edge of another source folder, on another database of the stack's cluster and with stores of its own; Redis and the queue are
 * the stack's. Bundled without wrangler, in a second: what is tried is not the bundle.
 */
export async function startOwnEdge(
  source: string,
  { urls, env }: Pick<StackAddresses, "urls" | "env">,
  database: string,
): Promise<OwnEdge> {
  const bundle = join(source, "dist", "edge");
  await build({
    entryPoints: [join(source, "workers", "edge.ts")],
    outdir: bundle,
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "node",
    mainFields: ["module", "main"],
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*"],
    loader: { ".wasm": "copy" },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const port = await findPortBeside(Object.values(urls).map((url) => Number(new URL(url).port)));
  const url = `http://127.0.0.1:${port}`;
  const running = await runWorker({
    configPath: workerConfigs.edge,
    bundle,
    port,
    env: { ...env, PUBLIC_URL: url, DATABASE_URL: env.DATABASE_URL.replace(/\/serambi$/, `/${database}`) },
    objectsDir: join(source, "objects"),
    kvDir: join(source, "kv"),
    logFile: join(source, "edge.log"),
    showLogs: false,
    cronless: true,
  });
  return { url, stop: () => running.stop() };
}
