import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { runCommand } from "./check.ts";

/** A file of the project: its path from the root with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Every file of the project that is not ignored by git, committed or not, by its path from the root.
 * Rejects outside a git working tree.
 */
export async function listFiles(root: string): Promise<string[]> {
  const { code, output } = await runCommand(root, "git", [
    "ls-files",
    "-z",
    "--cached",
    "--others",
    "--exclude-standard",
  ]);
  if (code !== 0) throw new Error(`git could not list the project's files: ${output.trim()}`);
  // A deleted file stays in the index until it is committed.
  const files = output.split("\0").filter((file) => file !== "" && existsSync(path.join(root, file)));
  return [...new Set(files)].sort();
}

/** Reads those of the files whose path the filter takes. */
export async function readSources(
  root: string,
  files: readonly string[],
  takes: (file: string) => boolean,
): Promise<SourceFile[]> {
  const chosen = files.filter(takes);
  return await Promise.all(
    chosen.map(async (file) => ({ path: file, text: await readFile(path.join(root, file), "utf8") })),
  );
}
