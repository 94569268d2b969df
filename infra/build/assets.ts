import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Slug } from "../../db/modules/registry.ts";
import type { Routes } from "../../workers/http/route.ts";
import { modules } from "../../workers/modules/index.ts";
import { buildConsole, generateClient } from "./console/build.ts";
import type { Described } from "./console/client.ts";
import { buildOpenApi } from "./openapi.ts";

/** Makes `dist/assets`: what the edge serves as files. `p/` holds what pages load, `api/openapi.json` what programs read. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const source = join(root, "workers/portal/browser");
const target = join(root, "dist/assets");

// Written over what is there: a running Worker goes on serving from this folder.
await mkdir(join(target, "api"), { recursive: true });
await Promise.all([writeOpenApi(), bundlePages(), copySwagger()]);
await buildConsole(root);

async function writeOpenApi(): Promise<void> {
  const slugs = Object.keys(modules) as Slug[];
  const routes = await Promise.all(
    slugs.map(async (slug): Promise<[Slug, Routes]> => [slug, (await modules[slug]()).routes]),
  );
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const document = buildOpenApi(new Map(routes), version);
  await writeFile(join(target, "api/openapi.json"), JSON.stringify(document));
  await generateClient(root, document as unknown as Described);
}

/** The pages' own scripts and style: what browsers since 2022 read, nothing from another host. */
async function bundlePages(): Promise<void> {
  await build({
    entryPoints: ["verify.ts", "docs.ts", "account.ts", "portal.css"].map((name) => join(source, name)),
    outdir: join(target, "p"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  await cp(join(source, "ikon.svg"), join(target, "p/ikon.svg"));
}

/** Swagger UI as it is published, with its licence. Its package is the only thing copied: no telemetry, no source maps. */
async function copySwagger(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  const files = ["swagger-ui.css", "swagger-ui-bundle.js", "LICENSE", "NOTICE"];
  await Promise.all(files.map((name) => cp(join(folder, name), join(target, "p/swagger", name))));
}
