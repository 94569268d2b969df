import { rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { chooseFreePorts } from "../../infra/local/ports.ts";
import { type Stack, type StackAddresses, type StackOptions, startStack } from "../../infra/local/stack.ts";
import { StartError } from "../../infra/local/start-error.ts";
import { bundleWorkers } from "../../infra/local/workers/bundle.ts";
import { makeTestFolder, removeAbandonedFolders } from "./folder.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The stack that all tests of the project share: each makes its own institution, keys and destinations in it. */
    stack: StackAddresses;
  }
}

/**
 * Starts a whole stack on free ports for a project, with empty data that is thrown away at the end. (After Ctrl-C vitest ends without
 * calling back: the stack's processes end with it, and the next run removes the folder.)
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeAbandonedFolders();
  const folder = makeTestFolder();
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const { stop, ...addresses } = await startPatiently({
      folder,
      bundles: bundleOnce(join(folder, "build")),
      choosePorts: chooseFreePorts,
      workers: true,
      durable: false,
      forTests: true,
      allowedOrigins: ["https://mitra.example"],
      say: (line) => process.stderr.write(`  ${project.name}: ${line}\n`),
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

/** Free ports may be taken before they are used, by any connection of this machine: then others are chosen. */
async function startPatiently(options: StackOptions, tries = 3): Promise<Stack> {
  try {
    return await startStack(options);
  } catch (error) {
    if (!(error instanceof StartError) || tries === 1) throw error;
    options.say(`${error.message} Once more.`);
    return await startPatiently(options, tries - 1);
  }
}

/** Projects load this file each for themselves, within one process: what they share stands on the global object. */
const shared = globalThis as { serambiBundles?: Promise<string> };

/** The Workers, bundled for all runs (`infra/test.mjs`), or by whichever project comes first. */
function bundleOnce(folder: string): Promise<string> {
  const { SERAMBI_BUNDLES: bundled } = process.env;
  return (shared.serambiBundles ??= bundled === undefined ? bundleWorkers(folder) : Promise.resolve(bundled));
}
