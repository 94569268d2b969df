import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Log, LogLevel, Miniflare } from "miniflare";
import { compatibility } from "../../infra/cloud/workers.ts";
import { makeTestFolder } from "./folder.ts";
import type {
  CacheQuestion,
  CacheReply,
  ClockQuestion,
  CountQuestion,
  CountReply,
  FillQuestion,
} from "./cache-worker.ts";

/** The cache in a workerd of its own, with a KV of its own in memory. */
export interface CacheHost {
  read(question: CacheQuestion): Promise<CacheReply>;
  fill(question: FillQuestion): Promise<void>;
  /** How often a key was asked for and loaded so far. */
  count(key: string): Promise<CountReply>;
  /** Lets so many milliseconds pass by the Worker's clock, which stands still otherwise. */
  advance(ms: number): Promise<void>;
  /** What KV holds under keys that begin so: names, and how to put something else there. */
  names(prefix: string): Promise<string[]>;
  put(name: string, value: string, metadata?: unknown): Promise<void>;
  /** Another workerd over the same KV: its memory is empty. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it; takes a second or two. */
export async function startCacheHost(): Promise<CacheHost> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("cache-worker.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
  });
  const folder = makeTestFolder();
  const start = () =>
    new Miniflare({
      modules: [{ type: "ESModule", path: "cache-worker.js", contents: outputFiles[0]?.text ?? "" }],
      modulesRoot: ".",
      compatibilityDate: compatibility.date,
      compatibilityFlags: [...compatibility.flags],
      kvNamespaces: ["CACHE"],
      kvPersist: folder,
      cf: false,
      log: new Log(LogLevel.NONE),
    });
  let miniflare = start();
  const ask = async (question: CacheQuestion | FillQuestion | CountQuestion | ClockQuestion): Promise<unknown> => {
    const response = await fetch(await miniflare.ready, { method: "POST", body: JSON.stringify(question) });
    return await response.json();
  };
  return {
    read: async (question) => (await ask(question)) as CacheReply,
    fill: async (question) => {
      await ask(question);
    },
    count: async (key) => (await ask({ count: key })) as CountReply,
    advance: async (ms) => {
      await ask({ advance: ms });
    },
    async names(prefix) {
      const { keys } = await (await miniflare.getKVNamespace("CACHE")).list({ prefix });
      return keys.map(({ name }) => name);
    },
    async put(name, value, metadata) {
      await (await miniflare.getKVNamespace("CACHE")).put(name, value, { metadata });
    },
    async restart() {
      await miniflare.dispose();
      miniflare = start();
    },
    async stop() {
      await miniflare.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
