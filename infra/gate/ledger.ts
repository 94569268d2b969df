import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Check } from "./check.ts";

const LEDGER = "docs/dependencies.md";

/** Every dependency has a line in the ledger that says what it is for, and every line has its dependency. */
export function ledgerCheck(root: string): Check {
  return {
    name: "dependency ledger",
    async run() {
      const manifest = await readFile(path.join(root, "package.json"), "utf8");
      const { dependencies = {}, devDependencies = {} } = JSON.parse(manifest) as {
        dependencies?: Record<string, string>;
        devDependencies?: Record<string, string>;
      };
      const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
      const problems = compareLedger(names, await readFile(path.join(root, LEDGER), "utf8"));
      return { saw: names.length, what: "dependencies", problems: problems.join("\n") };
    },
  };
}

/**
 * What is missing on either side. A line of the ledger is a table row whose first cell is the package's name in
 * backticks and whose other cells all say something.
 */
export function compareLedger(names: readonly string[], ledger: string): string[] {
  const rows = ledger.split("\n").flatMap((line) => {
    const [, name, rest] = /^\|\s*`([^`]+)`\s*\|(.*)\|\s*$/.exec(line) ?? [];
    return name === undefined || rest === undefined
      ? []
      : [{ name, cells: rest.split("|").map((cell) => cell.trim()) }];
  });
  const listed = new Set(rows.map((row) => row.name));
  return [
    ...names.filter((name) => !listed.has(name)).map((name) => `${LEDGER} has no line for ${name}`),
    ...rows
      .filter((row) => !names.includes(row.name))
      .map((row) => `${LEDGER} speaks of ${row.name}, which is not installed`),
    ...rows
      .filter((row) => row.cells.includes(""))
      .map((row) => `${LEDGER} does not say what ${row.name} is for, or why it`),
  ];
}
