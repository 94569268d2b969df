import { parseArgs } from "node:util";
import { StartError } from "../local/start-error.ts";

/** What whoever runs the bench wants of it. */
export interface Wish {
  /** Names of scenarios, in their own order. */
  readonly names: readonly string[];
  /** Files to write: everything that was found, and the report. */
  readonly json: string | undefined;
  readonly report: string | undefined;
}

/** Reads the command line: `[scenario …] [--json FILE] [--report FILE]`; all scenarios unless some are named. */
export function readWish(args: readonly string[], known: readonly string[]): Wish {
  const usage = `Scenarios: ${known.join(", ")}. Options: --json FILE, --report FILE.`;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: "string" }, report: { type: "string" } },
      allowPositionals: true,
    });
    const unknown = positionals.filter((name) => !known.includes(name));
    if (unknown.length > 0) throw new TypeError(`There is no scenario ${unknown.join(", ")}.`);
    const names = positionals.length === 0 ? known : known.filter((name) => positionals.includes(name));
    return { names, json: values.json, report: values.report };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new StartError(error.message, usage, { cause: error });
  }
}
