import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "vite";
import { buildWorker } from "./worker.ts";
import { writeOperations, writeTypes, type Described } from "./client.ts";

/** Writes what the console's client is made of, from the OpenAPI document: `dist/console`. */
export async function generateClient(root: string, document: Described): Promise<void> {
  const folder = join(root, "dist/console");
  await mkdir(folder, { recursive: true });
  const operations = writeOperations(document);
  // The types take a second; what they are made of changes seldom.
  const stamp = digest([JSON.stringify(document)]);
  if ((await readText(join(folder, "client.stamp"))) === stamp) return;
  await writeFile(join(folder, "operations.ts"), operations);
  await writeFile(join(folder, "openapi.d.ts"), await writeTypes(document));
  await writeFile(join(folder, "client.stamp"), stamp);
}

/** Builds the console into `dist/assets/p/konsol`, unless nothing it is made of has changed since. */
export async function buildConsole(root: string): Promise<void> {
  const source = join(root, "workers/console");
  const names = (await readdir(source, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const texts = await Promise.all(
    [...names, join(root, "package-lock.json"), join(root, "dist/console/operations.ts")].map((name) => readFile(name)),
  );
  const stamp = digest([...names, ...texts]);
  const kept = join(root, "dist/console/build.stamp");
  if ((await readText(kept)) === stamp) return;
  await build({ configFile: join(source, "vite.config.ts"), logLevel: "warn", mode: "production" });
  await buildWorker(root);
  await compressFiles(join(root, "dist/assets/p/konsol"));
  await writeFile(kept, stamp);
}

/** Lays each text beside itself as small as it gets, so that nobody compresses it once more for each who asks. */
async function compressFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(js|css|html|svg|json|webmanifest)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths) {
    const text = await readFile(path);
    await Promise.all([
      writeFile(`${path}.gz`, gzipSync(text, { level: 9 })),
      writeFile(`${path}.br`, brotliCompressSync(text)),
    ]);
  }
}

function digest(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

async function readText(path: string): Promise<string | null> {
  return await readFile(path, "utf8").catch(() => null);
}
