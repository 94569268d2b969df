import ts from "typescript";

/** Where SQL may be written; everywhere else asks a read or an action. */
const SQL_FLOORS = [
  /^db\/modules\/(?:[^/]+\/)+(?:reads\.ts$|reads\/|actions\/)/,
  /^db\/core\//,
  /^db\/(?:migrations|seed)\//,
  // The scripts of the database's owner: migrate, open years.
  /^db\/[^/]+\.ts$/,
  // The stand-ins for Neon and QStash speak to Postgres themselves, and so does what measures them.
  /^infra\/(?:local|bench)\//,
  // Tests over HTTP prepare and inspect their own institution.
  /^test\//,
  /\.test\.ts$/,
];

/** A statement, told from prose by the second word it needs: `select … from` or `select f(…)`, `update … set`, `with x as (`. */
const STATEMENT = new RegExp(
  [
    String.raw`^\s*(?:`,
    String.raw`select\s+(?:\d|[\s\S]*?(?:\bfrom\s+[\w"$(]|\w\())`,
    String.raw`|insert\s+into\s`,
    String.raw`|update\s+(?:only\s+)?[\w".$]+(?:\s+(?:as\s+)?\w+)?\s+set\s`,
    String.raw`|delete\s+from\s`,
    String.raw`|merge\s+into\s`,
    String.raw`|truncate\s+(?:table\s+)?\w`,
    String.raw`|with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\s+(?:(?:not\s+)?materialized\s*)?\(`,
    String.raw`|(?:create|alter|drop)\s+(?:or\s+replace\s+)?(?:unique\s+)?(?:table|index|view|role|policy|function|schema|type)\s`,
    String.raw`|set\s+(?:local|session|role)\s`,
    String.raw`)`,
  ].join(""),
  "i",
);

/** Whether a file is one where SQL may be written. `file` is the path from the root. */
export function mayHoldSql(file: string): boolean {
  return SQL_FLOORS.some((floor) => floor.test(file));
}

/** Whether this node is SQL: a template under a tag named for it (`sql`, `sqlTag`), or a text that reads as a statement. */
export function findSql(node: ts.Node): boolean {
  if (ts.isTaggedTemplateExpression(node)) return /^sql/i.test(nameOf(node.tag));
  if (ts.isStringLiteral(node)) return isStatement(node.text);
  if (!ts.isTemplateLiteral(node)) return false;
  // A tagged template was judged by its tag, and its text with it.
  if (ts.isTaggedTemplateExpression(node.parent)) return false;
  if (ts.isNoSubstitutionTemplateLiteral(node)) return isStatement(node.text);
  // What a `${…}` stands for is a word of its own.
  return isStatement(node.head.text + node.templateSpans.map((span) => `x${span.literal.text}`).join(""));
}

function isStatement(text: string): boolean {
  // SQL is written in one case; a capitalised first word begins a sentence: "Select a row from the list".
  return !/^\s*[A-Z][a-z]/.test(text) && STATEMENT.test(text);
}

function nameOf(tag: ts.Expression): string {
  if (ts.isIdentifier(tag)) return tag.text;
  return ts.isPropertyAccessExpression(tag) ? tag.name.text : "";
}
