import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openTables } from "../../db/open-tables.ts";
import type { Check } from "./check.ts";
import { listFiles } from "./files.ts";

/** Where each function with its owner's rights is tried by whoever has none. */
const HOSTILE_TESTS = "test/definers.test.ts";

/** Every table of the migrations keeps institutions apart, and every function with its owner's rights has its hostile test. */
export function tablesCheck(root: string): Check {
  return {
    name: "tables",
    async run() {
      const files = (await listFiles(root)).filter((file) => /^db\/migrations\/.*\.sql$/.test(file));
      const sql = files.map((file) => readFileSync(join(root, file), "utf8")).join("\n;\n");
      const tests = readFileSync(join(root, HOSTILE_TESTS), "utf8");
      const problems = [...findOpenTables(sql, Object.keys(openTables)), ...findUntried(sql, tests)];
      return { saw: tablesIn(withoutComments(sql)).length, what: "tables", problems: problems.join("\n") };
    },
  };
}

/**
 * Tables that a migration makes and neither isolates nor lists as nobody's, and whatever would take a policy away again. A table
 * whose name is put together at run time is a partition: it is made `partition of` another, or isolated by the block that makes it.
 */
export function findOpenTables(sql: string, open: readonly string[]): string[] {
  const text = withoutComments(sql);
  const isolated = new Set(
    [
      ...text.matchAll(/isolate_table\s*\(\s*'(?:public\.)?"?([\w$]+)"?'/gi),
      ...text.matchAll(/alter\s+table\s+(?:public\.)?"?([\w$]+)"?\s+force\s+row\s+level\s+security/gi),
    ].map(([, name = ""]) => name.toLowerCase()),
  );
  const remedy = (name: string) => `end it with select isolate_table('${name}', …), or list it in db/open-tables.ts`;
  return [
    ...tablesIn(text)
      .filter(({ name, block }) =>
        name.includes("%") ? !isolates.test(block) : !isolated.has(name) && !open.includes(name),
      )
      .map(({ name }) => `table ${name} has no policy: ${remedy(name)}`),
    ...[...text.matchAll(undoes)].map(
      ([found]) => `${found.replaceAll(/\s+/g, " ")}: institutions are kept apart by it`,
    ),
    ...[...text.matchAll(/create\s+schema\s+(?!public\b)/gi)].map(
      () => "a schema is created: tables stand in public, where they are looked for",
    ),
  ];
}

const isolates = /isolate_table\s*\(|force\s+row\s+level\s+security/i;
const undoes = /(?:disable|no\s+force)\s+row\s+level\s+security|(?:drop|alter)\s+policy/gi;

/** Functions with their owner's rights that leave their search path open, or that no hostile test names. */
export function findUntried(sql: string, tests: string): string[] {
  const text = withoutComments(sql).replaceAll(blocks, "''");
  const named = /create\s+(?:or\s+replace\s+)?(?:function|procedure)\s+(?:public\.)?"?([\w$]+)"?\s*\(/gi;
  const definers = [...text.matchAll(named)].flatMap(({ index, 1: name = "" }) => {
    // A body without dollar quotes ends the statement; options may follow one with them.
    const [options = ""] = text.slice(index).split(/;|\breturn\b|\bbegin\b/i);
    return /security\s+definer/i.test(options)
      ? [{ name: name.toLowerCase(), fixed: /set\s+search_path\s*(?:=|to)/i.test(options) }]
      : [];
  });
  const raised = [...text.matchAll(/alter\s+(?:function|procedure|routine)\s[^;]*security\s+definer/gi)];
  return [
    ...definers.flatMap(({ name, fixed }) =>
      fixed ? [] : [`function ${name} has its owner's rights and no fixed search_path`],
    ),
    ...definers.flatMap(({ name }) =>
      tests.includes(`"${name}(`)
        ? []
        : [`function ${name} has its owner's rights and no hostile test in ${HOSTILE_TESTS}`],
    ),
    ...raised.map(
      () => "a function is altered to security definer: whose rights a function has is said where it is made",
    ),
  ];
}

/** What stands between two dollar quotes. */
const blocks = /(\$\w*\$)[\s\S]*?\1/g;

/**
 * Tables that are made, but for partitions: by name, in lower case as Postgres folds them, each with the block that makes
 * it, if one does.
 */
function tablesIn(text: string): { readonly name: string; readonly block: string }[] {
  const made =
    /create\s+(?:unlogged\s+|foreign\s+)?table\s*(?:if\s+not\s+exists\s*)?(?:(?:"\w+"|\w+)\s*\.\s*)?("[^"]+"|[\w$%]+)(\s*partition\s+of\b)?/gi;
  const around = [...text.matchAll(blocks)];
  return [...text.matchAll(made)].flatMap(({ 1: name = "", 2: partition, index: at }) => {
    if (partition) return [];
    const [block = ""] = around.find(({ index, 0: { length } }) => index < at && at < index + length) ?? [];
    return [{ name: name.startsWith('"') ? name.slice(1, -1) : name.toLowerCase(), block }];
  });
}

function withoutComments(sql: string): string {
  return sql.replace(/\/\*[\s\S]*?\*\//g, " ").replace(/--[^\n]*/g, " ");
}
