import { neon, neonConfig } from "@neondatabase/serverless";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failure, makeTable, type NeonUnderTest, startNeonUnderTest } from "./neon/testing.ts";

let server: NeonUnderTest;

beforeAll(async () => {
  server = await startNeonUnderTest();
  neonConfig.fetchEndpoint = () => `${server.url}/sql`;
});
afterAll(async () => await server.stop());

const connect = () => neon(server.connectionString);

describe("a single statement through the real driver", () => {
  it("returns each type as the driver reads it", async () => {
    const rows =
      await connect()`SELECT 1::int AS i, ${"a'b"}::text AS t, 9007199254740993::bigint AS big, NULL::text AS none,
      true AS yes, ARRAY[1,2]::int[] AS list, '{"a":[1]}'::jsonb AS doc, '2026-05-04T03:02:01Z'::timestamptz AS at`;
    expect(rows).toEqual([
      {
        i: 1,
        t: "a'b",
        big: "9007199254740993",
        none: null,
        yes: true,
        list: [1, 2],
        doc: { a: [1] },
        at: new Date("2026-05-04T03:02:01Z"),
      },
    ]);
  });

  it("takes null, booleans, arrays, objects and bytes as parameters", async () => {
    const [row] =
      await connect()`SELECT ${null}::text AS none, ${true}::bool AS yes, ${["a", 'b"c', null]}::text[] AS list,
      ${{ a: 1 }}::jsonb AS doc, ${Buffer.from([0, 255])}::bytea AS bytes`;
    expect(row).toMatchObject({ none: null, yes: true, list: ["a", 'b"c', null], doc: { a: 1 } });
    expect(Buffer.from(row?.bytes as Uint8Array)).toEqual(Buffer.from([0, 255]));
  });

  it("tells command, rowCount and fields", async () => {
    const table = await makeTable(connect(), "a int, b text");
    const sql = neon(server.connectionString, { fullResults: true });
    const insert = await sql.query(`INSERT INTO ${table} VALUES (1, 'x'), (2, 'y')`);
    expect(insert).toMatchObject({ command: "INSERT", rowCount: 2, rows: [] });
    const select = await sql.query(`SELECT b FROM ${table} ORDER BY a`);
    expect(select).toMatchObject({ command: "SELECT", rowCount: 2, rows: [{ b: "x" }, { b: "y" }] });
    expect(select.fields[0]).toMatchObject({ name: "b", dataTypeID: 25, columnID: 2 });
    expect(select.fields[0]?.tableID).toBeGreaterThan(0);
    expect(await sql.query(`DROP TABLE ${table}`)).toMatchObject({ command: "DROP", rowCount: null });
  });

  it("gives rows as arrays on request", async () => {
    expect(await neon(server.connectionString, { arrayMode: true })`SELECT 1 AS a, 2 AS a`).toEqual([[1, 2]]);
  });

  it("refuses two statements in one query, with and without parameters", async () => {
    const error = await failure(connect().query("SELECT 1; SELECT 2"));
    expect(error.message).toBe("cannot insert multiple commands into a prepared statement");
    expect(error.code).toBe("42601");
  });
});

describe("errors", () => {
  it("carry what Postgres says", async () => {
    const table = await makeTable(connect(), "a int CONSTRAINT positive CHECK (a > 0)");
    const check = await failure(connect().query(`INSERT INTO ${table} VALUES ($1)`, [-1]));
    expect(check).toMatchObject({ code: "23514", severity: "ERROR", schema: "public", table, constraint: "positive" });
    expect(check.detail).toContain("-1");
    expect(await failure(connect().query("SELECT nothing"))).toMatchObject({ code: "42703", position: "8" });
  });

  it("carry the place inside a function", async () => {
    const inner = await failure(connect().query(`DO $$ BEGIN EXECUTE 'SELECT nothing'; END $$`));
    expect(inner).toMatchObject({ internalQuery: "SELECT nothing", internalPosition: "8" });
    expect(inner.where).toContain("PL/pgSQL");
    expect(inner.position).toBeUndefined();
  });

  it.each([
    ["a wrong password", "serambi_owner", "wrong"],
    ["an unknown user", "nobody_knows", "wrong"],
  ])("speak of %s as the service does", async (_, user, password) => {
    const error = await failure(neon(`postgresql://${user}:${password}@127.0.0.1/serambi`)`SELECT 1`);
    expect(error.message).toBe(`password authentication failed for user '${user}'`);
  });

  it("name a database that is not there", async () => {
    const error = await failure(neon(server.connectionString.replace(/\/\w+$/, "/nowhere"))`SELECT 1`);
    expect(error).toMatchObject({ code: "3D000", message: 'database "nowhere" does not exist' });
  });
});

describe("a batch", () => {
  it("is one transaction", async () => {
    const sql = connect();
    const results = await sql.transaction([
      sql`SELECT set_config('app.institution_id', 'x', true)`,
      sql`SELECT current_setting('app.institution_id') AS id, pg_current_xact_id()::text AS tx`,
      sql`SELECT pg_current_xact_id()::text AS tx`,
    ]);
    expect(results[1]).toMatchObject([{ id: "x" }]);
    expect(results[1]?.[0]?.tx).toBe(results[2]?.[0]?.tx);
  });

  it("keeps nothing when one statement fails", async () => {
    const table = await makeTable(connect(), "a int PRIMARY KEY");
    const sql = connect();
    const insert = () => sql.query(`INSERT INTO ${table} VALUES (1)`);
    expect(await failure(sql.transaction([insert(), insert(), sql`SELECT 1`]))).toMatchObject({ code: "23505" });
    expect(await sql.query(`SELECT * FROM ${table}`)).toEqual([]);
  });

  it("keeps nothing when the commit fails", async () => {
    const table = await makeTable(connect(), "a int UNIQUE DEFERRABLE INITIALLY DEFERRED");
    const sql = connect();
    const insert = () => sql.query(`INSERT INTO ${table} VALUES (1)`);
    expect(await failure(sql.transaction([insert(), insert()]))).toMatchObject({ code: "23505" });
    expect(await sql.query(`SELECT * FROM ${table}`)).toEqual([]);
  });

  it("takes isolation, read only and deferrable from the driver's options", async () => {
    const sql = connect();
    const options = { isolationLevel: "Serializable", readOnly: true, deferrable: true } as const;
    const [isolation, readOnly, deferrable] = await sql.transaction(
      [sql`SHOW transaction_isolation`, sql`SHOW transaction_read_only`, sql`SHOW transaction_deferrable`],
      options,
    );
    expect([isolation, readOnly, deferrable]).toEqual([
      [{ transaction_isolation: "serializable" }],
      [{ transaction_read_only: "on" }],
      [{ transaction_deferrable: "on" }],
    ]);
    const write = failure(sql.transaction([sql`CREATE TABLE never (a int)`], { readOnly: true }));
    expect(await write).toMatchObject({ code: "25006" });
  });

  it("may be empty", async () => {
    expect(await connect().transaction([])).toEqual([]);
  });
});
