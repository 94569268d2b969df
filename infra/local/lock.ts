import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning } from "./child.ts";
import { explainFileError, readErrorCode, StartError } from "./start-error.ts";

/**
 * Takes a data folder for this process: two stacks on one folder would write over each other. Returns what gives it back.
 * A StartError names the process that has it; what a killed one left behind is taken over.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "stack.pid");
  try {
    mkdirSync(folder, { recursive: true });
    const holder = findHolder(folder);
    if (holder !== undefined) {
      throw new StartError(
        `A stack is already running on ${folder} (process ${holder}).`,
        "Use that one, or stop it first (Ctrl-C where it runs).",
      );
    }
    rmSync(file, { force: true });
    // "wx": of two that start at the same instant, one wins.
    writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
  } catch (error) {
    if (readErrorCode(error) === "EEXIST") {
      throw new StartError("Another stack started on this folder at the same instant.", "Start again.");
    }
    throw error instanceof StartError ? error : explainFileError("The data folder could not be used", folder, error);
  }
  return () => rmSync(file, { force: true });
}

/** The process whose stack uses the folder, or undefined. */
export function findHolder(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(folder, "stack.pid"), "utf8"));
    return pid > 0 && pid !== process.pid && isRunning(pid, "node") ? pid : undefined;
  } catch (error) {
    if (readErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
