import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import type { BundleModule } from "./bundle.ts";

/** A bundle with an entry before its own, which puts stores in between that faults can strike (`store-faults.ts`). */
export function breakable(modules: readonly BundleModule[], controlUrl: string): BundleModule[] {
  const [entry] = modules;
  if (!entry) throw new Error("a bundle without an entry");
  const source = readFileSync(fileURLToPath(new URL("store-faults.ts", import.meta.url)), "utf8");
  const own = `./${basename(entry.path)}`;
  const before = `import worker from "${own}";
import { withStoreFaults } from "./store-faults.js";
export * from "${own}";
export default withStoreFaults(worker, "${controlUrl}");`;
  const added = (name: string, text: string): BundleModule => ({
    type: "ESModule",
    path: join(dirname(entry.path), name),
    contents: new TextEncoder().encode(text),
  });
  return [
    added("before-stores.js", before),
    ...modules,
    added("store-faults.js", transformSync(source, { loader: "ts", format: "esm" }).code),
  ];
}
