import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { makeTestFolder } from "./folder.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** One step of a guide: a new file, or lines that go into one. */
interface Step {
  readonly path: string;
  readonly kind: "ts" | "diff";
  readonly text: string;
}

/** The product's source in a folder of its own, to which a guide's steps were done. */
export interface Overlay {
  readonly folder: string;
  /** What the guide calls its module. */
  readonly slug: string;
  /** The files that it writes or changes, in its order. */
  readonly touched: readonly string[];
}

/**
 * Does what a guide says, word by word: its code blocks are written to the files that are named before them, `<slug>` being what the
 * first block calls itself; of a `diff`, the lines with a plus go below the line before them.
 */
export function follow(document: string): Overlay {
  const guide = readFileSync(join(root, document), "utf8");
  const slug = /\bslug: "([^"]+)"/.exec(guide)?.[1];
  if (slug === undefined) throw new Error(`${document} names no slug`);
  const folder = makeTestFolder();
  for (const part of ["db", "workers", "infra", "package.json", "tsconfig.json"])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const steps = readSteps(guide.replaceAll("<slug>", slug));
  for (const { path, kind, text } of steps) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, kind === "ts" ? text : insertLines(readFileSync(file, "utf8"), text, path));
  }
  return { folder, slug, touched: [...new Set(steps.map(({ path }) => path))] };
}

function readSteps(guide: string): Step[] {
  const steps: Step[] = [];
  let path = "";
  for (const [, before = "", kind, text = ""] of guide.matchAll(/([^]*?)```(ts|diff)\n([^]*?)```/g)) {
    path = before.match(/(?<=`)[\w/.-]+\.ts(?=`)/g)?.at(-1) ?? path;
    steps.push({ path, kind: kind as Step["kind"], text });
  }
  return steps;
}

function insertLines(file: string, diff: string, path: string): string {
  const lines = file.split("\n");
  let place = -1;
  for (const line of diff.trimEnd().split("\n")) {
    if (line.startsWith("+")) lines.splice(++place, 0, line.slice(1));
    else {
      place = lines.indexOf(line.slice(1));
      if (place < 0) throw new Error(`${path} has no line ${line.slice(1)}`);
    }
  }
  return lines.join("\n");
}

/** What the types find wrong with some files of a folder; what those import is believed. */
export function typeErrorsIn(folder: string, files: readonly string[]): string[] {
  const read = ts.readConfigFile(join(folder, "tsconfig.json"), (path) => readFileSync(path, "utf8"));
  const config = read.config as object;
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files }, ts.sys, folder);
  const program = ts.createProgram({ rootNames: files.map((file) => join(folder, file)), options });
  return files.flatMap((file) => {
    const source = program.getSourceFile(join(folder, file));
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  });
}
