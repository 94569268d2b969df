import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Check } from "./check.ts";
import { listFiles, readSources, type SourceFile } from "./files.ts";
import { headingsOf, readReferences, type Reference } from "./references.ts";

/** What the project has, for a document to speak of. */
export interface Ground {
  /** Every file, by its path from the root. */
  readonly files: ReadonlySet<string>;
  /** The names of package.json's scripts. */
  readonly scripts: ReadonlySet<string>;
  /** Whether `npx NAME` finds a command of an installed package. */
  hasCommand(name: string): boolean;
  /** The documents, so that a link to a heading can be followed. */
  readonly documents: readonly SourceFile[];
}

/** Everything README.md, CONTRIBUTING.md and docs/ cite must exist: files, folders, headings, npm scripts, commands. */
export function docsCheck(root: string): Check {
  return {
    name: "documents",
    async run() {
      const files = await listFiles(root);
      const documents = await readSources(root, files, isDocument);
      const sources = await readSources(root, files, (file) =>
        /^(workers|functions|db|infra|test)\/.*\.[cm]?ts$/.test(file),
      );
      const ground: Ground = {
        files: new Set(files),
        scripts: await readScripts(root),
        hasCommand: (name) => existsSync(path.join(root, "node_modules/.bin", name)),
        documents,
      };
      const references = [...documents.flatMap(readReferences), ...sources.flatMap(readCitedDocuments)];
      const problems = references.filter((reference) => !exists(reference, ground)).map(describeGone);
      return { saw: documents.length === 0 ? 0 : references.length, what: "references", problems: problems.join("\n") };
    },
  };
}

/** Whether what a document speaks of is there. */
export function exists(reference: Reference, ground: Ground): boolean {
  switch (reference.kind) {
    case "script":
      return ground.scripts.has(reference.target);
    case "command":
      return ground.hasCommand(reference.target);
    case "heading":
      return hasHeading(reference.target, ground);
    case "path":
      return hasPath(reference.target, ground.files);
  }
}

function hasHeading(target: string, ground: Ground): boolean {
  const [file = "", anchor = ""] = target.split("#");
  const document = ground.documents.find((one) => one.path === file);
  return document !== undefined && headingsOf(document.text).has(anchor);
}

/** A path may name a file, a folder that holds one, or, with `*` or a `<name>`, a family of them. */
function hasPath(target: string, files: ReadonlySet<string>): boolean {
  const plain = target.replace(/\/+$/, "");
  if (plain === "" || files.has(plain)) return true;
  const pattern = plain
    .split(/(\*\*\/?|\*|<[^>]+>)/)
    .map((part, index) =>
      index % 2 === 0 ? part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`) : wildcardOf(part),
    )
    .join("");
  const named = new RegExp(`^${pattern}(?:/|$)`);
  return [...files].some((file) => named.test(file));
}

function wildcardOf(part: string): string {
  return part.startsWith("**") ? "(?:.*/)?" : "[^/]+";
}

/** `docs/….md` in a comment of the source. */
function readCitedDocuments(file: SourceFile): Reference[] {
  if (file.path.endsWith(".test.ts")) return [];
  return file.text.split("\n").flatMap((text, index) =>
    [...text.matchAll(/(?<![\w/.-])docs\/[\w./-]+\.md\b/g)].map(([target]) => ({
      document: file.path,
      line: index + 1,
      kind: "path" as const,
      target,
    })),
  );
}

function describeGone({ document, line, kind, target }: Reference): string {
  const names = {
    path: "no such file",
    script: "no such npm script",
    command: "no such command",
    heading: "no such heading",
  };
  return `${document}:${line}: ${names[kind]}: ${target}`;
}

function isDocument(file: string): boolean {
  return file === "README.md" || file === "CONTRIBUTING.md" || /^docs\/.*\.md$/.test(file);
}

async function readScripts(root: string): Promise<ReadonlySet<string>> {
  const text = await readFile(path.join(root, "package.json"), "utf8");
  const { scripts = {} } = JSON.parse(text) as { scripts?: Record<string, string> };
  return new Set(Object.keys(scripts));
}
