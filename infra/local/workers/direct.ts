import { basename, dirname, join } from "node:path";
import type { BundleModule } from "./bundle.ts";

/** The name under which {@link withDirectEntry} exports a Worker a second time. */
export const directEntry = "direct";

/**
 * A bundle with an entry before its own that also exports the Worker by another name. Miniflare leads a socket to the default
 * entrypoint of a Worker with static files through two Workers of its own, which cost three times as much as a request
 * to an empty one; a socket to another entrypoint it leads straight to it.
 */
export function withDirectEntry(modules: readonly BundleModule[]): BundleModule[] {
  const [entry] = modules;
  if (!entry) throw new Error("a bundle without an entry");
  const own = `./${basename(entry.path)}`;
  const text = `export * from "${own}";
export { default, default as ${directEntry} } from "${own}";`;
  const before = join(dirname(entry.path), "before-all.js");
  return [{ type: "ESModule", path: before, contents: new TextEncoder().encode(text) }, ...modules];
}
