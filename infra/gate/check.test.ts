import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judge, runChecks, runCommand } from "./check.ts";
import { countAnalysedFiles, countCompiledFiles, countCruisedDependencies, countOxcFiles } from "./counts.ts";
import { docsCheck } from "./docs.ts";
import { compareLayout } from "./layout.ts";
import { compareLedger } from "./ledger.ts";
import { findUnlocked } from "./lockfile.ts";
import { rulesCheck } from "./rules.ts";

describe("a check", () => {
  it("passes when it saw something and found nothing wrong", () => {
    expect(judge("lint", 1, { saw: 3, what: "files", problems: "" })).toMatchObject({ ok: true, summary: "3 files" });
  });

  it("fails when it saw nothing", () => {
    const verdict = judge("lint", 1, { saw: 0, what: "files", problems: "" });
    expect(verdict).toMatchObject({ ok: false, problems: "lint saw no files, so it proves nothing." });
    expect(judge("lint", 1, { saw: Number.NaN, what: "files", problems: "" }).ok).toBe(false);
  });

  it("fails when it cannot run, and the others still run", async () => {
    const told: string[] = [];
    const broken = { name: "broken", run: () => Promise.reject(new Error("no such tool")) };
    const sound = { name: "sound", run: () => Promise.resolve({ saw: 1, what: "files", problems: "" }) };
    const verdicts = await runChecks([broken, sound], ({ name }) => told.push(name));
    expect(verdicts.map(({ name, ok }) => [name, ok])).toEqual([
      ["broken", false],
      ["sound", true],
    ]);
    expect(told).toEqual(["broken", "sound"]);
    expect(verdicts[0]?.problems).toContain("no such tool");
  });
});

describe("what a tool saw", () => {
  it("is read from its last words", () => {
    expect(countOxcFiles("Found 0 warnings.\nFinished in 1.1s on 49 files with 178 rules using 2 threads.\n")).toBe(49);
    expect(countOxcFiles("Finished in 12ms on 1 file using 2 threads.")).toBe(1);
    expect(countCruisedDependencies("✔ no dependency violations found (159 modules, 402 dependencies cruised)")).toBe(
      402,
    );
    expect(countAnalysedFiles("knip saw 143 files\n")).toBe(143);
    const listed = "/p/db/a.ts\n/p/node_modules/b/b.d.ts\n/p/db/a.ts(1,1): error TS1: x\n/usr/lib/c.ts\n/p/infra/d.ts";
    expect(countCompiledFiles(listed, "/p")).toBe(2);
  });

  it("is nothing when the words are not there, or no module has an import", () => {
    expect(countOxcFiles("No files found to lint.")).toBe(0);
    expect(countCruisedDependencies("(0 modules, 0 dependencies cruised)")).toBe(0);
    expect(countCruisedDependencies("(159 modules, 0 dependencies cruised)")).toBe(0);
    expect(countAnalysedFiles("")).toBe(0);
    expect(countCompiledFiles("", "/p")).toBe(0);
  });
});

describe("the ledger", () => {
  const ledger = "| `hono` | routes | small |\n| `gone` | x | y |\n| `zod` | shapes | |\n";

  it("has one full line for each dependency, and none for what is not installed", () => {
    expect(compareLedger(["hono", "zod", "pg"], ledger)).toEqual([
      "docs/dependencies.md has no line for pg",
      "docs/dependencies.md speaks of gone, which is not installed",
      "docs/dependencies.md does not say what zod is for, or why it",
    ]);
  });
});

describe("the lockfile", () => {
  it("holds whatever a locked package asks for, for other machines too", () => {
    const packages = {
      "": { dependencies: { lint: "1.0.0" } },
      "node_modules/lint": {
        dependencies: { parse: "^2" },
        optionalDependencies: { "@lint/linux": "1", "@lint/mac": "1" },
      },
      "node_modules/lint/node_modules/parse": { dependencies: { walk: "^1" } },
      "node_modules/walk": {},
      "node_modules/@lint/linux": {},
    };
    expect(findUnlocked(packages)).toEqual(["package-lock.json lacks @lint/mac@1, which node_modules/lint asks for"]);
  });
});

describe("the top level", () => {
  it("holds the floors and the tools' configuration, whole and nothing else", () => {
    const whole = ["workers", "functions", "db", "infra", "test", "docs", "wrangler.toml", "package.json"];
    const rest = ["package-lock.json", "tsconfig.json", "sst.config.ts", "README.md", "LICENSE", "NOTICE", ".ci"];
    expect(compareLayout([...whole, ...rest, "knip.json"])).toEqual([]);
    expect(compareLayout([...whole, ...rest.slice(1), "src", "notes.txt"])).toEqual([
      "src does not belong at the top level: put it on its floor",
      "notes.txt does not belong at the top level: put it on its floor",
      "package-lock.json is missing at the top level",
    ]);
  });
});

describe("a project with one wrong file", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "gate-"));
    await runCommand(folder, "git", ["init", "--quiet"]);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it("passes no check while it is empty, and is refused by file and line once it is not", async () => {
    await writeFile(path.join(folder, "package.json"), '{ "scripts": {} }');
    for (const check of [rulesCheck(folder), docsCheck(folder)]) {
      expect(judge(check.name, 0, await check.run()).ok).toBe(false);
    }

    await mkdir(path.join(folder, "workers"));
    await writeFile(path.join(folder, "workers/a.ts"), '\nimport { z } from "zod";\n// see docs/gone.md\n');
    await writeFile(path.join(folder, "README.md"), "Run `npm run gone`.\n");
    const rules = await rulesCheck(folder).run();
    expect(rules).toMatchObject({ saw: 1, problems: expect.stringContaining("workers/a.ts:2: ") });
    const docs = await docsCheck(folder).run();
    expect(docs.problems.split("\n")).toEqual([
      "README.md:1: no such npm script: gone",
      "workers/a.ts:3: no such file: docs/gone.md",
    ]);
  });
});
