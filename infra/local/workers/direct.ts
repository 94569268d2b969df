import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { transformSync } from "esbuild";
import type { BundleModule } from "./bundle.ts";

/**
 * The names under which {@link withDirectEntries} exports a Worker a second time, what tells of its buckets, and what runs its crons;
 * and the name of what is told of faults of its stores (`breakable.ts`).
 */
export const entries = { direct: "direct", objects: "objects", clock: "clock", stores: "stores" } as const;

/**
 * A bundle with an entry before its own that also exports the Worker by another name, and beside it what lists its buckets
 * (`list-objects.ts`) and what runs its crons (`run-scheduled.ts`). Miniflare leads a socket to the default entrypoint of a Worker with static files through two
 * Workers of its own, which cost three times as much as a request to an empty one; a socket to another entrypoint it
 * leads straight to it.
 */
export function withDirectEntries(modules: readonly BundleModule[]): BundleModule[] {
  const entry = entryOf(modules);
  const own = `./${basename(entry.path)}`;
  const text = `import worker from "${own}";
import { clockOf } from "./run-scheduled.js";
export * from "${own}";
export { worker as default, worker as ${entries.direct} };
export { ${entries.objects} } from "./list-objects.js";
export const ${entries.clock} = clockOf(worker);`;
  return [
    moduleBeside(entry, "before-all.js", text),
    ...modules,
    sourceBeside(entry, new URL("list-objects.ts", import.meta.url)),
    sourceBeside(entry, new URL("run-scheduled.ts", import.meta.url)),
  ];
}

/** A bundle's first module, where workerd begins. */
export function entryOf(modules: readonly BundleModule[]): BundleModule {
  const [entry] = modules;
  if (!entry) throw new Error("a bundle without an entry");
  return entry;
}

/** A module in a bundle's folder. */
export function moduleBeside(entry: BundleModule, name: string, text: string): BundleModule {
  return { type: "ESModule", path: join(dirname(entry.path), name), contents: new TextEncoder().encode(text) };
}

/** A TypeScript file, as a module of a bundle: it runs within workerd. */
export function sourceBeside(entry: BundleModule, file: URL): BundleModule {
  const { code } = transformSync(readFileSync(file, "utf8"), { loader: "ts", format: "esm" });
  return moduleBeside(entry, basename(file.pathname).replace(/\.ts$/, ".js"), code);
}
