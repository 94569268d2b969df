import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { chooseFreePorts } from "../../infra/local/ports.ts";
import { type StackAddresses, startStack } from "../../infra/local/stack.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The stack that all tests of the project share: each makes its own institution, keys and destinations in it. */
    stack: StackAddresses;
  }
}

/** Starts a whole stack on free ports, with empty data that is thrown away at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "serambi-test-"));
  // The database's user has to enter it when we are root.
  chmodSync(folder, 0o755);
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const { stop, ...addresses } = await startStack({
      folder,
      ports: await chooseFreePorts(),
      workers: true,
      durable: false,
      say: (line) => process.stderr.write(`  ${line}\n`),
    });
    project.provide("stack", addresses);
    return async () => {
      await stop();
      removeFolder();
    };
  } catch (error) {
    removeFolder();
    throw error;
  }
}
