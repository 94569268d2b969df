import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./check.ts";
import { countOxcFiles } from "./counts.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const WRONG = `export async function one(): Promise<number> {
  return await Promise.resolve(1);
}
export async function two(): Promise<number> {
  one();
  try {
    return one();
  } catch {
    return 2;
  }
}
export function three(list: number[]): unknown {
  void one();
  if (one()) return list[0]!;
  const loose: any = list;
  return loose.length;
}
`;

const TSCONFIG = {
  compilerOptions: {
    target: "ES2023",
    lib: ["ES2023"],
    module: "ESNext",
    moduleResolution: "bundler",
    strict: true,
    types: [],
  },
  include: ["db"],
};

/** The project's own lint configuration, on a folder with one file that does everything wrong. */
describe("the project's lint", () => {
  let folder: string;

  const lint = async (...args: string[]): Promise<string> => {
    const bin = path.join(root, "node_modules/.bin");
    const environment = { OXLINT_TSGOLINT_PATH: path.join(bin, "tsgolint") };
    const { output } = await runCommand(folder, path.join(bin, "oxlint"), args, environment);
    return output;
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "gate-lint-"));
    await mkdir(path.join(folder, "db"));
    await copyFile(path.join(root, ".oxlintrc.json"), path.join(folder, ".oxlintrc.json"));
    await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
    await writeFile(path.join(folder, "db/wrong.ts"), WRONG);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it("refuses what loses a promise or a type, line by line", async () => {
    const found = [...(await lint("--format", "unix")).matchAll(/wrong\.ts:(\d+):.*\/\w+\(([\w-]+)\)/g)];
    expect(found.map(([, line, rule]) => `${line} ${rule}`).sort()).toEqual([
      "13 no-floating-promises",
      "14 no-misused-promises",
      "14 no-non-null-assertion",
      "15 no-explicit-any",
      "16 no-unsafe-member-access",
      "5 no-floating-promises",
      "7 return-await",
    ]);
  }, 30_000);

  it("says how many files it saw", async () => {
    expect(countOxcFiles(await lint())).toBe(1);
  }, 30_000);
});
