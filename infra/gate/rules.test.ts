import { describe, expect, it } from "vitest";
import { findViolations } from "./rules.ts";

const linesOf = (path: string, ...lines: string[]): number[] =>
  findViolations({ path, text: lines.join("\n") }).map(({ line }) => line);

describe("zod", () => {
  it("is imported whole: a named or default import carries every locale", () => {
    expect(linesOf("workers/a.ts", 'import { z } from "zod";')).toEqual([1]);
    expect(linesOf("workers/a.ts", 'import z from "zod";')).toEqual([1]);
    expect(linesOf("workers/a.ts", "", 'export { z } from "zod";')).toEqual([2]);
    expect(linesOf("workers/a.ts", 'import * as z from "zod";')).toEqual([]);
  });
});

describe("SQL", () => {
  const statements = [
    'const q = "select id from sppd where id = $1";',
    "const q = `SELECT set_config('a', 'b', true)`;",
    'const q = "select 1";',
    "const q = `insert into ${table} (id) values ($1)`;",
    "const q = `update ${table} set status = 'draf'`;",
    'const q = "delete from jobs";',
    "const q = `with locked as (select 1) select * from locked`;",
    "const q = sql`anything`;",
    "const q = db.sql`anything`;",
    "const q = f(`\n  select *\n  from sppd\n`);",
  ];

  it.each(statements)("is seen in a route: %s", (statement) => {
    expect(linesOf("workers/modules/sppd/routes.ts", statement)).toEqual([1]);
    expect(linesOf("db/modules/sppd/rules.ts", statement)).toEqual([1]);
    expect(linesOf("functions/runner/claim.ts", statement)).toEqual([1]);
  });

  it("lives in reads, actions, the core, the migrations, the seed, the local cloud and tests", () => {
    for (const path of [
      "db/modules/sppd/reads.ts",
      "db/modules/sppd/reads/scope.ts",
      "db/modules/sppd/verify/reads.ts",
      "db/modules/sppd/actions/submit.ts",
      "db/core/postgres.ts",
      "db/migrate.ts",
      "db/seed/orders.ts",
      "infra/local/neon.ts",
      "workers/http/session.test.ts",
    ]) {
      expect(linesOf(path, ...statements)).toEqual([]);
    }
  });

  it("is not seen in prose that begins with one of its words", () => {
    const prose = [
      "Select a file",
      "Update the letter before it is set",
      "with the letter as issued",
      "Delete",
      "html",
    ];
    expect(linesOf("workers/a.ts", ...prose.map((text) => `say(${JSON.stringify(text)});`))).toEqual([]);
    expect(linesOf("workers/a.ts", "const page = html`<p>select a from b</p>`;")).toEqual([]);
  });
});

describe("tests", () => {
  it("neither run alone nor are skipped", () => {
    for (const call of ["it.only", "describe.skip", "test.concurrent.only", "it.todo", "test.describe.fixme"]) {
      expect(linesOf("db/a.test.ts", `${call}("x", () => {});`)).toEqual([1]);
    }
    expect(linesOf("db/a.test.ts", 'it.each([1])("x", () => {});', "const only = list.only;")).toEqual([]);
  });
});

describe("files", () => {
  it("say nothing of one machine's folders", () => {
    const folder = ["", "home", "sari", "serambi"].join("/");
    expect(linesOf("docs/a.md", "fine", `run it in ${folder}`)).toEqual([2]);
    expect(linesOf("db/a.ts", `// see ${folder}/notes.md`)).toEqual([1]);
    expect(linesOf("docs/a.md", `https://example.org${folder}`, "./home/x", "/api/v1/sppd")).toEqual([]);
  });

  it("have names that say what they are about", () => {
    expect(linesOf("db/core/utils.ts", "")).toEqual([1]);
    expect(linesOf("workers/helpers/date.ts", "")).toEqual([1]);
    expect(linesOf("db/core/commonwealth.ts", "")).toEqual([]);
  });
});
