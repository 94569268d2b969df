import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { manifests } from "../../db/modules/registry.ts";
import { consoleRoots } from "./console.ts";

const folder = new URL("../console/src/modules/", import.meta.url);
/** What the console's modules list, read as text: their components are for a browser. */
const paths = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => [
    ...readFileSync(new URL(`${name}/screens.ts`, folder), "utf8").matchAll(/\bpath: "(\/[^"]*)"/g),
  ])
  .map(([, path = ""]) => path);

describe("the addresses of the console", () => {
  it("are answered by the edge as well: each begins with a word that it knows, and it knows no other", () => {
    const words = paths.map((path) => path.split("/")[1] ?? "").filter((word) => word !== "");
    expect([...new Set(words)].toSorted()).toEqual([...consoleRoots].toSorted());
  });

  it("are those that the manifests send people to", () => {
    const sent = Object.values(manifests).flatMap((manifest) =>
      "navigation" in manifest ? manifest.navigation.map(({ path }) => path) : [],
    );
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.filter((path) => !paths.includes(path))).toEqual([]);
  });
});
