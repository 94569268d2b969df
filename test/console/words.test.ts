import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { manifests } from "../../db/modules/registry.ts";

interface Words {
  readonly named: Readonly<Record<string, { readonly name: string; readonly text: string }>>;
}

describe("what the console calls the modules", () => {
  it.each(["id", "en"] as const)("is what they say of themselves (%s)", (language) => {
    const file = new URL(`../../workers/console/src/modules/registry/${language}.json`, import.meta.url);
    const { named } = JSON.parse(readFileSync(file, "utf8")) as Words;
    const said = Object.entries(manifests).map(([slug, { nama, uraian }]) => [
      slug,
      { name: nama[language], text: uraian[language] },
    ]);
    expect(named).toEqual(Object.fromEntries(said));
  });
});
