import { basename } from "node:path";
import type { BundleModule } from "./bundle.ts";
import { entries, entryOf, moduleBeside, sourceBeside } from "./direct.ts";

/** A bundle with an entry before its own, which puts stores in between that faults can strike (`store-faults.ts`). */
export function breakable(modules: readonly BundleModule[], controlUrl: string): BundleModule[] {
  const entry = entryOf(modules);
  const own = `./${basename(entry.path)}`;
  const before = `import worker from "${own}";
import { withStoreFaults } from "./store-faults.js";
export * from "${own}";
export { ${entries.stores} } from "./store-faults.js";
export default withStoreFaults(worker, "${controlUrl}");`;
  return [
    moduleBeside(entry, "before-stores.js", before),
    ...modules,
    sourceBeside(entry, new URL("store-faults.ts", import.meta.url)),
  ];
}
