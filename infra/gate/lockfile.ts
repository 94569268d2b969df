import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Check } from "./check.ts";

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * package-lock.json is whole: whatever a locked package asks for is locked too, its builds for other machines included.
 * npm leaves out what the registry did not have that day and says nothing; `npm ci` then refuses on every clean clone.
 */
export function lockfileCheck(root: string): Check {
  return {
    name: "lockfile",
    async run() {
      const text = await readFile(path.join(root, "package-lock.json"), "utf8");
      const { packages = {} } = JSON.parse(text) as { packages?: Record<string, LockedPackage> };
      return { saw: Object.keys(packages).length, what: "packages", problems: findUnlocked(packages).join("\n") };
    },
  };
}

/** What is asked for and not locked. `packages` is the lock's own record, by folder from the root (`""` is the project). */
export function findUnlocked(packages: Readonly<Record<string, LockedPackage>>): string[] {
  return Object.entries(packages).flatMap(([folder, { dependencies, optionalDependencies }]) =>
    Object.entries({ ...dependencies, ...optionalDependencies })
      .filter(([name]) => !isLocked(packages, folder, name))
      .map(([name, range]) => `package-lock.json lacks ${name}@${range}, which ${folder || "the project"} asks for`),
  );
}

/** Node's own search: the asking package's node_modules, then each folder's above it. */
function isLocked(packages: Readonly<Record<string, LockedPackage>>, folder: string, name: string): boolean {
  let place = folder;
  for (;;) {
    if (`${place === "" ? "" : `${place}/`}node_modules/${name}` in packages) return true;
    if (place === "") return false;
    const above = place.lastIndexOf("/node_modules/");
    place = above === -1 ? "" : place.slice(0, above);
  }
}
