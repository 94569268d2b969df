import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { neon, neonConfig } from "@neondatabase/serverless";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { failure, makeTable, type NeonUnderTest, startNeonUnderTest } from "./testing.ts";

let server: NeonUnderTest;
let traceparent: string | undefined;

beforeAll(async () => {
  server = await startNeonUnderTest();
  neonConfig.fetchEndpoint = () => `${server.url}/sql`;
  // The driver's `fetchOptions.headers` would replace its own headers, so a header is added around fetch.
  neonConfig.fetchFunction = async (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    if (traceparent !== undefined) headers.set("traceparent", traceparent);
    return await fetch(url, { ...init, headers });
  };
});
afterAll(async () => await server.stop());

const connect = () => neon(server.connectionString);

describe("sessions", () => {
  it("leak nothing from one request to the next", async () => {
    const admin = new URL(inject("stack").adminUrl);
    admin.port = "";
    const sql = neon(admin.href);
    await sql`SELECT set_config('app.institution_id', 'leaked', false)`;
    await sql`SET search_path TO nowhere`;
    await sql`SET ROLE serambi_app`;
    await sql`SELECT pg_advisory_lock(4711)`;
    await sql`CREATE TEMP TABLE leaked (a int)`;
    await sql`BEGIN`;
    await failure(sql.transaction([sql`SET LOCAL search_path TO nowhere`, sql`SELECT nothing`]));
    const clean = { id: null, me: "postgres", path: '"$user", public', temp: null, locks: 0 };
    const times = new Set<string>();
    // One after the other: they come upon the same session.
    for (let round = 0; round < 3; round += 1) {
      const [row] = await sql`SELECT nullif(current_setting('app.institution_id', true), '') AS id, current_user AS me,
        current_setting('search_path') AS path, to_regclass('leaked') AS temp,
        (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711) AS locks`;
      expect(row).toEqual(clean);
      const [transaction] = await sql`SELECT now()::text AS began`;
      times.add(String(transaction?.began));
    }
    // In a transaction left open, now() would stand still.
    expect(times.size).toBe(3);
  });

  it("serve more requests at once than there are connections", async () => {
    const sql = connect();
    const numbers = Array.from({ length: 60 }, (_, n) => n);
    const rows = await Promise.all(numbers.map(async (n) => await sql`SELECT ${n}::int AS n, pg_sleep(0.01)::text`));
    expect(rows).toEqual(numbers.map((n) => [{ n, pg_sleep: "" }]));
  });
});

describe("a client that goes away", () => {
  const running = async (mark: string): Promise<number> => {
    const rows = await connect()`SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE ${`%${mark}%`}
      AND pid <> pg_backend_pid()`;
    return rows.length;
  };

  it.each(["single", "batch"])("takes its %s statement with it, and the transaction", async (kind) => {
    const table = await makeTable(connect(), "a int");
    const mark = `m${randomUUID().replaceAll("-", "")}`;
    const abort = new AbortController();
    const sql = neon(server.connectionString, { fetchOptions: { signal: abort.signal } });
    const sleep = sql.query(`SELECT pg_sleep(60) AS ${mark}`);
    const work = kind === "single" ? sleep : sql.transaction([sql.query(`INSERT INTO ${table} VALUES (1)`), sleep]);
    const outcome = failure(work as Promise<unknown>);
    await expect.poll(() => running(mark)).toBe(1);
    abort.abort();
    await outcome;
    // Long before it would have ended by itself.
    await expect.poll(() => running(mark), { timeout: 30_000 }).toBe(0);
    await wait(50);
    expect(await connect().query(`SELECT * FROM ${table}`)).toEqual([]);
  });
});

describe("counts and faults", () => {
  it("count a batch as one round trip with its statements", async () => {
    const traceId = randomUUID().replaceAll("-", "");
    traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    const sql = connect();
    await sql.transaction([sql`SELECT 1`, sql`SELECT 2`, sql`SELECT 3`]);
    await sql`SELECT 1`;
    traceparent = undefined;
    expect(server.control.counts(traceId).neon).toMatchObject({
      requests: 2,
      statements: 4,
      operations: { batch: 1, single: 1 },
    });
  });

  it("lose the answer but not the commit when they drop after handling", async () => {
    const table = await makeTable(connect(), "a int");
    server.control.faults.add({ service: "neon", kind: "drop", when: "after", times: 1, match: table });
    await failure(connect().query(`INSERT INTO ${table} VALUES (1)`));
    expect(await connect().query(`SELECT * FROM ${table}`)).toEqual([{ a: 1 }]);
  });

  it("keep the statement from Postgres when they drop before", async () => {
    const table = await makeTable(connect(), "a int");
    server.control.faults.add({ service: "neon", kind: "drop", times: 1, match: table });
    await failure(connect().query(`INSERT INTO ${table} VALUES (1)`));
    expect(await connect().query(`SELECT * FROM ${table}`)).toEqual([]);
  });

  it("answer the status they were told", async () => {
    server.control.faults.add({ service: "neon", kind: "error", status: 502, times: 1, match: "marked502" });
    expect((await failure(connect()`SELECT 1 AS marked502`)).message).toContain("HTTP status 502");
  });
});
