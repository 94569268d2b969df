import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { explainFileError, StartError } from "../start-error.ts";
import { waitForBoth } from "../steps.ts";

const run = promisify(execFile);

/** One file of a bundle, as Miniflare takes it. (Its own types are made for an older zod and mean nothing beside ours.) */
export interface BundleModule {
  readonly type: "ESModule" | "CompiledWasm" | "Text" | "Data";
  readonly path: string;
  readonly contents: Uint8Array;
}

const moduleTypes: Record<string, BundleModule["type"]> = {
  ".js": "ESModule",
  ".mjs": "ESModule",
  ".wasm": "CompiledWasm",
  ".txt": "Text",
  ".html": "Text",
  ".sql": "Text",
};

/** The wrangler.toml of both Workers, by the name of their bundle. */
export const workerConfigs = {
  edge: fileURLToPath(new URL("../../../wrangler.toml", import.meta.url)),
  functions: fileURLToPath(new URL("../../../functions/wrangler.toml", import.meta.url)),
} as const;

/** Bundles both Workers into a folder of this one, each under its name. */
export async function bundleWorkers(folder: string): Promise<string> {
  const { edge, functions } = workerConfigs;
  await waitForBoth(bundleWorker(edge, join(folder, "edge")), bundleWorker(functions, join(folder, "functions")));
  return folder;
}

/** Bundles a Worker into `folder` as a deployment would. What does not build is a StartError that carries wrangler's words. */
async function bundleWorker(configPath: string, folder: string): Promise<void> {
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw explainFileError("The Workers could not be built", folder, error);
  }
  const require = createRequire(import.meta.url);
  const wrangler = join(dirname(require.resolve("wrangler/package.json")), "bin", "wrangler.js");
  try {
    await run(process.execPath, [wrangler, "deploy", "--dry-run", "--config", configPath, "--outdir", folder], {
      cwd: dirname(configPath),
      env: {
        ...process.env,
        // It ends up in the bundle; a test run sets another one.
        NODE_ENV: "production",
        // No questions, no look for updates, no report to anybody: a build on a laptop needs no network.
        CI: "true",
        WRANGLER_HIDE_BANNER: "true",
        WRANGLER_SEND_METRICS: "false",
        WRANGLER_LOG_PATH: join(folder, "..", "wrangler-logs"),
        NO_COLOR: "1",
      },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    throw new StartError(
      `The Worker of ${configPath} does not build:\n${readOutput(error)}`,
      "Correct it, start again.",
      {
        cause: error,
      },
    );
  }
}

/** The modules of a bundle, the entry first. `main` is the entry as wrangler.toml names it. */
export function readBundle(folder: string, main: string): BundleModule[] {
  const entry = `${basename(main, extname(main))}.js`;
  const files = readdirSync(folder).filter((file) => file !== "README.md" && !file.endsWith(".map"));
  // Miniflare runs the first one.
  const ordered = [entry, ...files.filter((file) => file !== entry)];
  return ordered.map((file) => ({
    type: moduleTypes[extname(file)] ?? "Data",
    path: join(folder, file),
    contents: readFileSync(join(folder, file)),
  }));
}

/** A short text that is the same for the same code, and another for any other: the `RELEASE` of the environment. */
export function releaseOf(modules: readonly BundleModule[]): string {
  const hash = createHash("sha256");
  for (const { contents } of modules) hash.update(contents);
  return hash.digest("hex").slice(0, 12);
}

function readOutput(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const parts = [error].flatMap((failure) =>
    ["stdout", "stderr"].map((name) => (name in failure ? String(Reflect.get(failure, name)) : "")),
  );
  return parts.join("\n").trim() || error.message;
}
