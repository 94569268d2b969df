import path from "node:path";
import type { SourceFile } from "./files.ts";

/** Something of the project that a document speaks of. */
export interface Reference {
  readonly document: string;
  /** From 1. */
  readonly line: number;
  readonly kind: "path" | "script" | "command" | "heading";
  /** A path from the root (`*`, `**` and `<name>` stand for any), a script's or command's name, or `file#heading`. */
  readonly target: string;
}

/** Where a word begins that is a path of this project; a word that begins otherwise may be anything. */
const OWN_PATH = /^(?:\.\/)?((?:workers|functions|db|infra|test|docs|\.ci)\/[^\s`"'()|,;:]*)/;

const ROOT_FILE = /^(?:[\w.-]+\.(?:md|json|toml|cjs|config\.ts)|LICENSE|NOTICE|\.[a-z]+rc(?:\.json)?|\.nvmrc)$/;

/** npm's own words that run a script of the same name. */
const SHORT_SCRIPTS = new Set(["start", "test", "stop", "restart"]);

/** What a document speaks of: its links, and the paths and commands in its inline code and its code blocks. */
export function readReferences(document: SourceFile): Reference[] {
  const found: Reference[] = [];
  let fenced = false;
  for (const [index, text] of document.text.split("\n").entries()) {
    const add = (kind: Reference["kind"], target: string): void => {
      found.push({ document: document.path, line: index + 1, kind, target });
    };
    if (/^\s*(?:```|~~~)/.test(text)) {
      fenced = !fenced;
    } else if (fenced) {
      readCode(text, false, add);
    } else {
      readLinks(document.path, text, add);
      for (const [, code = ""] of text.matchAll(/`([^`]+)`/g)) readCode(code, true, add);
    }
  }
  return found;
}

type Add = (kind: Reference["kind"], target: string) => void;

function readLinks(from: string, text: string, add: Add): void {
  // What stands in inline code is no link.
  for (const [, target = ""] of text.replaceAll(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith("/")) continue;
    const [file = "", anchor] = decodeURI(target).split("#");
    const resolved = file === "" ? from : path.posix.normalize(path.posix.join(path.posix.dirname(from), file));
    add("path", resolved);
    if (anchor !== undefined && resolved.endsWith(".md")) add("heading", `${resolved}#${anchor}`);
  }
}

/** Inline code is one thing and may be a file of the root; a line of a block is a command or a drawing. */
function readCode(code: string, inline: boolean, add: Add): void {
  for (const [, word = "", name] of code.matchAll(/\bnpm (run(?:-script)?|[a-z]+)(?: ([a-z][\w:.-]*))?/g)) {
    if (word.startsWith("run") && name !== undefined) add("script", name);
    else if (SHORT_SCRIPTS.has(word)) add("script", word);
  }
  for (const [, name = ""] of code.matchAll(/\bnpx (?:--?[\w-]+ )*([a-z@][\w@/.-]*)/g)) add("command", name);
  for (const word of code.split(/[\s=]+/)) {
    const own = OWN_PATH.exec(word.replace(/^[`"'(]+/, ""))?.[1];
    if (own !== undefined) add("path", own.replace(/[.]+$/, ""));
  }
  if (inline && ROOT_FILE.test(code)) add("path", code);
}

/** The anchors of a document's headings, made as GitHub makes them. */
export function headingsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  let fenced = false;
  for (const line of text.split("\n")) {
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    const heading = fenced ? undefined : /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
    if (heading !== undefined) {
      anchors.add(
        heading
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
          .replaceAll(" ", "-"),
      );
    }
  }
  return anchors;
}
