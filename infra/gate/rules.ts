import path from "node:path";
import ts from "typescript";
import type { Check } from "./check.ts";
import { listFiles, readSources, type SourceFile } from "./files.ts";
import { findSql, mayHoldSql } from "./sql.ts";

/** A place in a file that breaks a rule of this codebase. */
export interface Violation {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Somebody's own folder, which a clone elsewhere does not have. */
const OWN_FOLDER = /(?<![\w.~:/-])\/(?:home|Users|root|work|tmp)\/[\w.-]+/;

const VAGUE_NAME = /(?:^|\/|[-.])(?:utils?|helpers?|common|managers?|misc)(?:$|[/.-])/;

const TEST_OBJECTS = new Set(["describe", "it", "test", "suite"]);
const HIDING = new Set(["only", "skip", "todo", "fixme"]);

/**
 * The rules no linter knows: how zod is imported, where SQL may live, that no test is skipped or runs alone, that no name says nothing,
 * and that no file speaks of one machine's folders.
 */
export function rulesCheck(root: string): Check {
  return {
    name: "own rules",
    async run() {
      const files = await listFiles(root);
      const sources = await readSources(root, files, (file) => isCode(file) || isProse(file));
      const found = sources.flatMap(findViolations);
      return {
        saw: sources.filter(({ path: file }) => isCode(file)).length,
        what: "files",
        problems: found.map(({ path: file, line, message }) => `${file}:${line}: ${message}`).join("\n"),
      };
    },
  };
}

/** What is wrong with one file, in the order of its lines. */
export function findViolations(file: SourceFile): Violation[] {
  const found = findOwnFolders(file);
  if (VAGUE_NAME.test(file.path)) {
    found.push({ path: file.path, line: 1, message: "this name does not say what the file is about" });
  }
  if (isCode(file.path)) found.push(...findInCode(file));
  return found.sort((one, other) => one.line - other.line);
}

function findInCode(file: SourceFile): Violation[] {
  const found: Violation[] = [];
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const report = (node: ts.Node, message: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    found.push({ path: file.path, line: line + 1, message });
  };
  const visit = (node: ts.Node): void => {
    if (importsZodByName(node))
      report(node, 'write import * as z from "zod": a named import carries every locale (65 kB)');
    if (!mayHoldSql(file.path) && findSql(node))
      report(node, "SQL lives in a module's reads and actions, and in db/core");
    if (isTest(file.path) && hidesTests(node))
      report(node, "a test that is skipped, or that runs alone, hides the others");
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importsZodByName(node: ts.Node): boolean {
  if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return false;
  const from = node.moduleSpecifier;
  if (from === undefined || !ts.isStringLiteral(from) || from.text !== "zod") return false;
  if (ts.isExportDeclaration(node)) return true;
  const bindings = node.importClause?.namedBindings;
  return node.importClause?.name !== undefined || bindings === undefined || !ts.isNamespaceImport(bindings);
}

function hidesTests(node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node) || !HIDING.has(node.name.text)) return false;
  let object: ts.Expression = node.expression;
  while (ts.isPropertyAccessExpression(object)) object = object.expression;
  return ts.isIdentifier(object) && TEST_OBJECTS.has(object.text);
}

function findOwnFolders(file: SourceFile): Violation[] {
  return file.text.split("\n").flatMap((text, index) => {
    const folder = OWN_FOLDER.exec(text)?.[0];
    return folder === undefined
      ? []
      : [{ path: file.path, line: index + 1, message: `${folder} exists on one machine only` }];
  });
}

function isCode(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}

function isProse(file: string): boolean {
  const name = path.basename(file);
  return /\.(md|sql|json|jsonc|toml|ya?ml|sh|html)$/.test(name) && name !== "package-lock.json";
}

function isTest(file: string): boolean {
  return /\.(test|spec)\.[cm]?ts$/.test(file);
}
