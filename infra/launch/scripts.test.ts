import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const at = (path: string) => new URL(`../../${path}`, import.meta.url);

it("names in every npm script what it runs, so that what follows `--` are options and nothing else", () => {
  const { scripts } = JSON.parse(readFileSync(at("package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const run = Object.values(scripts).flatMap(
    (script) => /^(?:exec )?node infra\/start\.mjs(.*)$/.exec(script)?.[1] ?? [],
  );
  expect(run.length).toBeGreaterThan(2);
  for (const name of run) expect([name, existsSync(at(`infra/local/cli/${name.trim()}.ts`))]).toEqual([name, true]);
});
