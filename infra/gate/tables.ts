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
      return { saw: namesOfTables(sql).length, what: "tables", problems: problems.join("\n") };
    },
  };
}

/**
 * Tables that a migration makes and neither isolates nor lists as nobody's. A table whose name is put together at run time is a
 * partition: it must be `partition of` another, or have its row-level security forced where it is made.
 */
export function findOpenTables(sql: string, open: readonly string[]): string[] {
  const text = withoutComments(sql);
  const isolated = new Set([
    ...[...text.matchAll(/isolate_table\s*\(\s*'(?:public\.)?"?([\w$]+)"?'/gi)].map(([, name = ""]) =>
      name.toLowerCase(),
    ),
    ...[...text.matchAll(/alter\s+table\s+(?:public\.)?"?([\w$]+)"?\s+force\s+row\s+level\s+security/gi)].map(
      ([, name = ""]) => name.toLowerCase(),
    ),
  ]);
  return namesOfTables(sql)
    .filter((name) => !isolated.has(name) && !open.includes(name))
    .map(
      (name) =>
        `table ${name} has no policy: end it with select isolate_table('${name}', …), or list it in db/open-tables.ts`,
    );
}

/** Functions with their owner's rights that leave their search path open, or that no hostile test names. */
export function findUntried(sql: string, tests: string): string[] {
  const definers = [
    ...withoutComments(sql).matchAll(/create\s+(?:or\s+replace\s+)?function\s+(?:public\.)?"?([\w$]+)"?\s*\(/gi),
  ].flatMap(({ index, 1: name = "" }, at, all) => {
    const head =
      withoutComments(sql)
        .slice(index, all[at + 1]?.index)
        .split(/\bas\s+\$|\breturn\b|\bbegin\b/i)[0] ?? "";
    return /security\s+definer/i.test(head)
      ? [{ name: name.toLowerCase(), fixed: /set\s+search_path\s*(?:=|to)/i.test(head) }]
      : [];
  });
  return definers.flatMap(({ name, fixed }) => [
    ...(fixed ? [] : [`function ${name} has its owner's rights and no fixed search_path`]),
    ...(tests.includes(`"${name}(`)
      ? []
      : [`function ${name} has its owner's rights and no hostile test in ${HOSTILE_TESTS}`]),
  ]);
}

/** Tables that are made under a name of their own, in lower case as Postgres folds them. */
function namesOfTables(sql: string): string[] {
  const made = withoutComments(sql).matchAll(
    /create\s+(?:unlogged\s+|global\s+|local\s+)?table\s+(?:if\s+not\s+exists\s+)?(?:"?\w+"?\s*\.\s*)?("[^"]+"|[\w$%]+)\s*([^;]*)/gi,
  );
  return [...made].flatMap(([, name = "", rest = ""]) => {
    if (/^(?:\w+_)?%/.test(name) || name.includes("%")) {
      return /^\s*partition\s+of\b/i.test(rest) || /force\s+row\s+level\s+security/i.test(sql) ? [] : [name];
    }
    if (/^\s*partition\s+of\b/i.test(rest)) return [];
    return [name.startsWith('"') ? name.slice(1, -1) : name.toLowerCase()];
  });
}

function withoutComments(sql: string): string {
  return sql.replace(/\/\*[\s\S]*?\*\//g, " ").replace(/--[^\n]*/g, " ");
}
