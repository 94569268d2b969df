import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

/** Builds the service worker beside the console's files: it keeps those that the first page and the frame are made of. */
export async function buildWorker(root: string): Promise<void> {
  const folder = join(root, "dist/assets/p/konsol");
  const chunks = JSON.parse(await readFile(join(folder, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>;
  const names = filesOf(chunks, [
    "index.html",
    "src/shell/Frame.vue",
    "src/shell/id.json",
    // What waits is looked at, and one leaves, where there is no network.
    "src/shell/OutboxList.vue",
    "src/shell/PersonItems.vue",
    "src/modules/login/Login.vue",
    "src/modules/login/id.json",
    "src/modules/registry/Dashboard.vue",
    "src/modules/registry/id.json",
  ]);
  const page = await readFile(join(folder, "index.html"));
  const sign = await readFile(join(root, "workers/portal/browser/ikon.svg"));
  const theme = await readFile(join(folder, "tema.js"));
  const files = [
    { url: "/p/konsol/index.html", revision: digest(page) },
    { url: "/p/ikon.svg", revision: digest(sign) },
    { url: "/p/konsol/tema.js", revision: digest(theme) },
    // The digest is in the name.
    ...names.map((name) => ({ url: `/p/konsol/${name}`, revision: null })),
  ];
  await build({
    entryPoints: [join(root, "workers/console/worker/sw.ts")],
    outfile: join(folder, "sw.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    define: { FILES: JSON.stringify(files), "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
}

/** The files of chunks with all that they import, each once. */
function filesOf(chunks: Readonly<Record<string, Chunk>>, wanted: readonly string[]): string[] {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = chunks[name];
    if (!chunk) throw new Error(`the console's build has no ${name}`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    chunk.imports?.forEach(visit);
  };
  wanted.forEach(visit);
  return [...files];
}

function digest(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
