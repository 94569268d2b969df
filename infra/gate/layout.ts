import type { Check } from "./check.ts";
import { listFiles } from "./files.ts";

/** What stands at the root, and nothing else: whoever opens the project sees its floors. */
const REQUIRED = [
  "workers",
  "functions",
  "db",
  "infra",
  "test",
  "docs",
  "wrangler.toml",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "sst.config.ts",
  "README.md",
  "LICENSE",
  "NOTICE",
];

/** Configuration that its tool looks for at the root. Names with a leading dot are always allowed. */
const ALLOWED = ["CONTRIBUTING.md", "knip.json", "vitest.config.ts", "playwright.config.ts"];

/** The root holds the floors, and what its tools must find there. */
export function layoutCheck(root: string): Check {
  return {
    name: "layout",
    async run() {
      const names = topNames(await listFiles(root));
      return { saw: names.length, what: "names", problems: compareLayout(names).join("\n") };
    },
  };
}

/** What is wrong with the names at the root. */
export function compareLayout(names: readonly string[]): string[] {
  const allowed = new Set([...REQUIRED, ...ALLOWED]);
  return [
    ...names
      .filter((name) => !name.startsWith(".") && !allowed.has(name))
      .map((name) => `${name} does not belong at the top level: put it on its floor`),
    ...REQUIRED.filter((name) => !names.includes(name)).map((name) => `${name} is missing at the top level`),
  ];
}

function topNames(files: readonly string[]): string[] {
  return [...new Set(files.map((file) => file.split("/")[0] ?? file))];
}
