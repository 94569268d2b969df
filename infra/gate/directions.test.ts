import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./check.ts";
import { countCruisedDependencies } from "./counts.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Each rule with imports that break it: from, to. A type import counts like any other, save in a cycle. */
const WRONG: Record<string, Array<[from: string, to: string]>> = {
  "no-cycles": [
    ["db/core/one.ts", "db/core/two.ts"],
    ["db/core/two.ts", "db/core/one.ts"],
  ],
  "workers-and-functions-are-strangers": [
    ["workers/app.ts", "functions/functions.ts"],
    ["functions/runner/claim.ts", "workers/http/route.ts"],
  ],
  "db-knows-nobody-above": [
    ["db/core/cache.ts", "workers/http/route.ts"],
    ["db/seed/demo.ts", "infra/local/ports.ts"],
  ],
  "db-tests-know-no-worker": [["db/core/cache.test.ts", "workers/http/route.ts"]],
  "workers-know-no-infrastructure": [["workers/http/limits.ts", "infra/local/ports.ts"]],
  "infra-knows-db": [["infra/local/stack.ts", "workers/app.ts"]],
  "core-knows-no-module": [["db/core/page.ts", "db/modules/sppd/reads.ts"]],
  "modules-meet-at-the-door": [["db/modules/pegawai/reads.ts", "db/modules/sppd/tables.ts"]],
  "rules-are-pure": [
    ["db/modules/sppd/rules/status.ts", "db/core/postgres.ts"],
    ["db/modules/pegawai/rules.ts", "db/modules/pegawai/tables.ts"],
  ],
  "rules-use-no-node": [["db/modules/sppd/rules/nomor.ts", "node:fs"]],
  "modules-load-through-the-registry": [["workers/http/find.ts", "workers/modules/sppd/routes.ts"]],
  "faces-of-modules-are-strangers": [["functions/modules/sppd/render.ts", "functions/modules/pegawai/import.ts"]],
  resolvable: [["db/core/tags.ts", "db/core/gone.ts"]],
};

const RIGHT: Array<[from: string, to: string]> = [
  ["workers/modules/index.ts", "workers/modules/sppd/routes.ts"],
  ["workers/modules/sppd/routes.ts", "db/modules/sppd/actions/submit.ts"],
  ["functions/functions.ts", "db/core/postgres.ts"],
  ["db/modules/sppd/actions/submit.ts", "db/modules/pegawai/rules/nip.ts"],
  ["db/modules/sppd/actions/approve.ts", "db/modules/identity/principal.ts"],
  ["db/modules/sppd/rules/biaya.ts", "db/core/problem.ts"],
  ["infra/build/openapi.ts", "workers/modules/index.ts"],
  ["infra/local/neon.ts", "db/core/env.ts"],
];

describe("imports", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "gate-directions-"));
    await copyFile(path.join(root, ".dependency-cruiser.cjs"), path.join(folder, ".dependency-cruiser.cjs"));
    await writeFile(path.join(folder, "package.json"), '{ "name": "x", "type": "module" }');
    await writeFile(path.join(folder, "tsconfig.json"), '{ "compilerOptions": { "moduleResolution": "bundler" } }');
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it("break a rule up and sideways, and none on the ways that are open", async () => {
    const imports = [...RIGHT, ...Object.values(WRONG).flat()];
    await writeTree(folder, imports);
    const floors = ["workers", "functions", "db", "infra"];
    const bin = path.join(root, "node_modules/.bin/depcruise");
    const { code, output } = await runCommand(folder, bin, ["--output-type", "err", ...floors]);

    const found = [...output.matchAll(/error ([\w-]+): (\S+) → ?(\S*)/g)].map(
      ([, rule = "", from = ""]) => `${rule} ${from}`,
    );
    const expected = Object.entries(WRONG).flatMap(([rule, pairs]) => pairs.map(([from]) => `${rule} ${from}`));
    // A cycle is told once, from the file it was met at first.
    const [first = ""] = expected;
    expect(new Set(found)).toEqual(new Set([first, ...expected.filter((line) => !line.startsWith("no-cycles"))]));
    expect(code).not.toBe(0);
    expect(countCruisedDependencies(output)).toBe(imports.length);
  }, 30_000);
});

/** Writes files that import each other as told; what is imported exists, unless it is called gone. */
async function writeTree(folder: string, imports: ReadonlyArray<readonly [string, string]>): Promise<void> {
  const files = new Map<string, string[]>();
  for (const [from, to] of imports) {
    const target = to.startsWith("node:") ? to : `./${path.posix.relative(path.posix.dirname(from), to)}`;
    files.set(from, [...(files.get(from) ?? []), `import "${target}";`]);
    if (!to.startsWith("node:") && !to.endsWith("gone.ts") && !files.has(to)) files.set(to, []);
  }
  for (const [file, lines] of files) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), `${lines.join("\n")}\nexport {};\n`);
  }
}
