import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findHolder } from "../../infra/local/lock.ts";
import { chooseFreePorts } from "../../infra/local/ports.ts";
import { type StackAddresses, startStack } from "../../infra/local/stack.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The stack that all tests of the project share: each makes its own institution, keys and destinations in it. */
    stack: StackAddresses;
  }
}

const prefix = "serambi-test-";

/** Starts a whole stack on free ports, with empty data that is thrown away at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // The database's user has to enter it when we are root.
  chmodSync(folder, 0o755);
  const interrupt = new AbortController();
  const say = (line: string): void => void process.stderr.write(`  ${line}\n`);
  let stopStack: (() => Promise<void>) | undefined;
  const stop = async (): Promise<void> => {
    await stopStack?.();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      if (stopStack === undefined) interrupt.abort(new Error(`stopped by ${signal}`));
      // Vitest would end the process without calling us.
      else void stop().finally(() => process.exit(130));
    });
  }
  try {
    const { stop: stopIt, ...addresses } = await startStack({
      folder,
      choosePorts: chooseFreePorts,
      workers: true,
      durable: false,
      signal: interrupt.signal,
      say,
    });
    stopStack = stopIt;
    project.provide("stack", addresses);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A run that was killed could not clean up: its folder is of no use to anybody. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.slice(prefix.length).split("-")[0]);
    const folder = join(tmpdir(), name);
    if (!name.startsWith(prefix) || !(pid > 0) || isAlive(pid) || findHolder(folder) !== undefined) continue;
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
