import { describe, expect, it } from "vitest";
import { findOpenTables, findUntried } from "./tables.ts";

const open = (sql: string) => findOpenTables(sql, ["wilayah"]).map((problem) => problem.split(" ")[1]);

describe("a table without a policy", () => {
  it("is found however it is written", () => {
    expect(open("create table bocor (id int);")).toEqual(["bocor"]);
    expect(open("CREATE TABLE IF NOT EXISTS public.Bocor (id int);")).toEqual(["bocor"]);
    expect(open('create unlogged table "bocor" (id int);')).toEqual(["bocor"]);
    expect(open("create\n  table bocor\n (id int) partition by range (id);")).toEqual(["bocor"]);
    expect(open("create table bocor (id int);\n-- select isolate_table('bocor', 'select');")).toEqual(["bocor"]);
    expect(open("create table a (id int); select isolate_table('a', ''); create table b as select 1;")).toEqual(["b"]);
    expect(open('create table"bocor"(id int);')).toEqual(["bocor"]);
    expect(open('create table "public" . "Bocor" (id int);')).toEqual(["Bocor"]);
    expect(open("create table lain.bocor (id int);")).toEqual(["bocor"]);
    expect(open("create /* baru */ table -- nama\n bocor (id int);")).toEqual(["bocor"]);
    expect(open("create table rapi_lama (id int); select isolate_table('rapi', '');")).toEqual(["rapi_lama"]);
  });

  it("is none when it is isolated, listed as nobody's, or a partition of another", () => {
    expect(open("create table rapi (id int); select isolate_table('rapi', 'select');")).toEqual([]);
    expect(open("create table rapi (id int); alter table rapi force row level security;")).toEqual([]);
    expect(open("create table wilayah (kode text);")).toEqual([]);
    expect(open("create table rapi_2026 partition of rapi for values from (1) to (2);")).toEqual([]);
    expect(open("create table if not exists public.rapi_2026\n  partition of rapi default;")).toEqual([]);
    expect(open("create temporary table rapi (id int);")).toEqual([]);
    expect(open("-- create table bocor (id int);\n/* create table bocor (id int); */ select 1;")).toEqual([]);
  });
});

describe("a table whose name is put together", () => {
  const block = (statements: string) => `do $$ begin ${statements} end $$;`;
  const made = "execute format('create table public.%I (like sppd)', nama);";
  const forced = "execute format('alter table public.%I force row level security', nama);";

  it("is isolated by the block that makes it, or a partition", () => {
    expect(open(block(made + forced))).toEqual([]);
    expect(open(block("execute format('create table sppd_%s partition of sppd default', tahun);"))).toEqual([]);
    expect(open(block(made))).toEqual(["%i"]);
    expect(open(block(made) + block(forced))).toEqual(["%i"]);
    expect(open(block("execute format('create table bocor_%s (id int)', tahun);"))).toEqual(["bocor_%s"]);
  });
});

describe("a migration", () => {
  it("takes no policy away, and hides no table in another schema", () => {
    for (const sql of [
      "alter table sppd disable row level security;",
      "alter table sppd no  force row level security;",
      "drop policy institution on sppd;",
      "alter policy institution on sppd using (true);",
      "create schema arsip;",
    ]) {
      expect(findOpenTables(sql, []), sql).toHaveLength(1);
    }
  });
});

describe("a function with its owner's rights", () => {
  const definer = (options: string) =>
    `create function buka(a text) returns text language sql security definer ${options} as $$ select a $$;`;
  const tried = '"buka(text)": async () => {}';

  it("needs a fixed search path and a hostile test", () => {
    expect(findUntried(definer("set search_path = pg_catalog, public"), tried)).toEqual([]);
    expect(findUntried(definer(""), tried)).toHaveLength(1);
    expect(findUntried(definer("set search_path = pg_catalog"), "")).toHaveLength(1);
    expect(findUntried("create procedure bersih() language sql security definer as $$ $$;", "")).toHaveLength(2);
    expect(
      findUntried("create function biasa() returns int as $$ begin; $$ language sql security definer;", ""),
    ).toHaveLength(2);
    expect(findUntried("alter function biasa() security definer;", tried)).toHaveLength(1);
    expect(findUntried("create function biasa() returns int language sql return 1;", "")).toEqual([]);
  });
});
