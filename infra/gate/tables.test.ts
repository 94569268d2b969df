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
  });

  it("is none when it is isolated, listed as nobody's, or a partition of another", () => {
    expect(open("create table rapi (id int); select isolate_table('rapi', 'select');")).toEqual([]);
    expect(open("create table rapi (id int); alter table rapi force row level security;")).toEqual([]);
    expect(open("create table wilayah (kode text);")).toEqual([]);
    expect(open("create table rapi_2026 partition of rapi for values from (1) to (2);")).toEqual([]);
    expect(open("-- create table bocor (id int);\n/* create table bocor (id int); */ select 1;")).toEqual([]);
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
    expect(findUntried("create function biasa() returns int language sql return 1;", "")).toEqual([]);
  });
});
