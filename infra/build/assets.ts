import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Slug } from "../../db/modules/registry.ts";
import type { Routes } from "../../workers/http/route.ts";
import { modules } from "../../workers/modules/index.ts";
import { alone } from "./alone.ts";
import { buildConsole, generateClient } from "./console/build.ts";
import type { Described } from "./console/client.ts";
import { writeNotice } from "./notice.ts";
import { buildOpenApi } from "./openapi.ts";
import { place } from "./place.ts";

/** Makes `dist/assets`: what the edge serves as files. `p/` holds what pages load, `api/openapi.json` what programs read. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const source = join(root, "workers/portal/browser");
const target = join(root, "dist/assets");

await alone(join(root, "dist"), async () => {
  await Promise.all([writeOpenApi(), bundlePages(), copySwagger()]);
  await buildConsole(root);
  await writeNotice(root, target);
});

async function writeOpenApi(): Promise<void> {
  const slugs = Object.keys(modules) as Slug[];
  const routes = await Promise.all(
    slugs.map(async (slug): Promise<[Slug, Routes]> => [slug, (await modules[slug]()).routes]),
  );
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const document = buildOpenApi(new Map(routes), version);
  await place(join(target, "api/openapi.json"), JSON.stringify(document));
  await generateClient(root, document as unknown as Described);
}

/** The pages' own scripts and style: what browsers since 2022 read, nothing from another host. */
async function bundlePages(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: ["verify.ts", "docs.ts", "account.ts", "portal.css"].map((name) => join(source, name)),
    outdir: join(target, "p"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
    write: false,
  });
  for (const { path, contents } of outputFiles) await place(path, contents);
  await place(join(target, "p/ikon.svg"), await readFile(join(source, "ikon.svg")));
}

/** Swagger UI as it is published, with its licence. Its package is the only thing copied: no telemetry, no source maps. */
async function copySwagger(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  const files = ["swagger-ui.css", "swagger-ui-bundle.js", "LICENSE", "NOTICE"];
  for (const name of files) await place(join(target, "p/swagger", name), await readFile(join(folder, name)));
}
