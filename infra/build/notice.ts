import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { place } from "./place.ts";

/** A package of somebody else's that is part of what we hand out. */
interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Its licence and notices, as its makers wrote them; empty where the package has no such file. */
  readonly text: string;
}

/** What no import names: styles, icons and the pages of the reference. */
const besides = ["tailwindcss", "@iconify-json/lucide", "swagger-ui-dist"];

/** Writes which packages are part of the platform, and under which licences: most of them ask for no more, and for no less. */
export async function writeNotice(root: string, target: string): Promise<void> {
  const bundled = JSON.parse(await readFile(join(root, "dist/console/packages.json"), "utf8")) as string[];
  const names = new Set([...bundled, ...besides, ...(await bundledInWorkers(root))]);
  const packages = await Promise.all([...names].toSorted().map((name) => readPackage(root, name)));
  const own = await readFile(join(root, "NOTICE"), "utf8");
  await place(join(target, "p/pihak-ketiga.txt"), describe(own, packages));
}

/** The text: our own notices, then each licence once, under the names of the packages that have it. */
function describe(own: string, packages: readonly Package[]): string {
  const byText = new Map<string, Package[]>();
  for (const one of packages) byText.set(one.text, [...(byText.get(one.text) ?? []), one]);
  const parts = [...byText].map(([text, those]) => {
    const names = those.map(({ name, version, licence }) => `${name} ${version} (${licence})`).join("\n");
    return text === "" ? names : `${names}\n\n${text}`;
  });
  const rule = `\n\n${"-".repeat(80)}\n\n`;
  return `${own.trim()}${rule}Software of others that is part of this platform\n\n${parts.join(rule)}\n`;
}

/** The packages that the Workers are bundled of, as the bundler sees them. */
async function bundledInWorkers(root: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["workers/edge.ts", "functions/functions.ts", "workers/console/worker/sw.ts"],
    outdir: "nowhere",
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    // What Node has, the Workers have as well.
    platform: "node",
    mainFields: ["browser", "module", "main"],
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*"],
    loader: { ".wasm": "empty", ".ttf": "empty" },
    define: { FILES: "[]" },
    logLevel: "error",
  });
  return Object.keys(metafile.inputs).flatMap((path) => packageOf(path) ?? []);
}

/** The package that a file belongs to; the last folder counts, for a package may lie inside another's. */
function packageOf(path: string): string | undefined {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

async function readPackage(root: string, name: string): Promise<Package> {
  const folder = join(root, "node_modules", name);
  const { version, license = "see its text" } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    version: string;
    license?: string;
  };
  return { name, version, licence: license, text: await readLicence(folder) };
}

async function readLicence(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|copying|notice)(\b|[._-])/i.test(name));
  const texts = await Promise.all(names.toSorted().map((name) => readFile(join(folder, name), "utf8")));
  return texts.map((text) => text.replaceAll("\r\n", "\n").trim()).join("\n\n");
}
