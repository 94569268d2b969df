import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Plugin } from "vite";

/** Writes down which packages are part of the console's files: their licences are handed out with it. */
export function bundledPackages(file: string): Plugin {
  return {
    name: "serambi:bundled",
    apply: "build",
    generateBundle(_options, bundle) {
      const names: string[] = [];
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        for (const id of chunk.moduleIds) {
          // The last one counts: a package may lie inside another's.
          const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
          if (name !== undefined && !names.includes(name)) names.push(name);
        }
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(names));
    },
  };
}
