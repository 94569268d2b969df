import { readdir } from "node:fs/promises";
import path from "node:path";
import { type Check, runCommand } from "./check.ts";

/** Everything that is made at build time can be made; the other checks read of it what the console's client is made of. */
export function buildCheck(root: string): Check {
  return {
    name: "build",
    async run() {
      const { code, output } = await runCommand(root, "npm", ["run", "--silent", "build"]);
      if (code !== 0) return { saw: 0, what: "files", problems: output };
      const made = await readdir(path.join(root, "dist/assets"), { recursive: true });
      return { saw: made.length, what: "files", problems: "" };
    },
  };
}
