import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Check } from "./check.ts";
import { listFiles } from "./files.ts";

const sourceFolder = "workers/console/src/";

/** The console's words: every key that is asked for exists in both languages, takes the same values in both, and every key is asked for. */
export function wordsCheck(root: string): Check {
  return {
    name: "words",
    async run() {
      const names = (await listFiles(root)).filter((name) => name.startsWith(sourceFolder));
      const read = async (wanted: RegExp): Promise<[string, string][]> =>
        await Promise.all(
          names
            .filter((name) => wanted.test(name))
            .map(async (name): Promise<[string, string]> => [name, await readFile(path.join(root, name), "utf8")]),
        );
      const files = await read(/\/(id|en)[.]json$/);
      const sources = await read(/(?<![.]test|[.]d)[.](vue|ts)$/);
      const words = {
        id: wordsOf(files.filter(([name]) => name.endsWith("/id.json"))),
        en: wordsOf(files.filter(([name]) => name.endsWith("/en.json"))),
      };
      const problems = compareWords(
        words,
        sources.map(([, text]) => text),
      );
      return { saw: words.id.size, what: "keys", problems: problems.join("\n") };
    },
  };
}

/** The words of files, each under its module's name: `shell/id.json` has those of `shell`. */
function wordsOf(files: readonly (readonly [string, string])[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, text] of files) flatten(path.basename(path.dirname(name)), JSON.parse(text), found);
  return found;
}

function flatten(key: string, value: unknown, into: Map<string, string>): void {
  if (typeof value === "string") into.set(key, value);
  else for (const [name, inner] of Object.entries(value as object)) flatten(`${key}.${name}`, inner, into);
}

/** What is wrong with the words of both languages, as the sources ask for them. */
export function compareWords(
  { id, en }: { id: ReadonlyMap<string, string>; en: ReadonlyMap<string, string> },
  sources: readonly string[],
): string[] {
  const modules = [...new Set([...id.keys()].map((key) => key.split(".")[0] ?? ""))].join("|");
  const all = sources.join("\n");
  const named = new Set(matches(all, new RegExp(`["'\`]((?:${modules})[.][\\w.]+)["'\`]`, "g")));
  const families = matches(all, new RegExp(`\`((?:${modules})[.][\\w.]*)\\$\\{`, "g"));
  const asked = matches(all, /(?:\bt|title:)\s*\(?\s*["']([\w]+[.][\w.]+)["']/g);
  const isUsed = (key: string): boolean => named.has(key) || families.some((family) => key.startsWith(family));
  return [
    ...[...new Set(asked)].filter((key) => !id.has(key)).map((key) => `${key} is asked for and has no words`),
    ...[...id.keys()].filter((key) => !en.has(key)).map((key) => `${key} has no English words`),
    ...[...en.keys()].filter((key) => !id.has(key)).map((key) => `${key} has no Indonesian words`),
    ...[...id.keys()].filter((key) => !isUsed(key)).map((key) => `${key} is asked for by nobody`),
    ...[...id]
      .filter(([key, text]) => en.has(key) && valuesOf(text) !== valuesOf(en.get(key) ?? ""))
      .map(([key]) => `${key} takes other values in English than in Indonesian`),
  ];
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = ""]) => found);
}

function valuesOf(text: string): string {
  return [...new Set(matches(text, /\{(\w+)\}/g))].toSorted().join();
}
