import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type NeonUnderTest, startNeonUnderTest } from "./testing.ts";

let server: NeonUnderTest;

beforeAll(async () => {
  server = await startNeonUnderTest();
});
afterAll(async () => await server.stop());

const keys = [
  ..."message code detail hint position internalPosition internalQuery severity where table column schema".split(" "),
  ..."dataType constraint file line routine".split(" "),
];

describe("answers", () => {
  it("are objects of JSON values when neither raw text nor arrays are asked for", async () => {
    const { status, body } = await server.ask(
      `SELECT 1::int2 AS i, 2::int8 AS l, 1.5::float8 AS f, 'NaN'::float4 AS n, false AS b, '{"k": [1]}'::json AS j,
        ARRAY['a b', NULL, 'NULL', '"\\'] AS t, ARRAY[[true],[false]] AS m, '[0:1]={1,2}'::int[] AS s, NULL::int AS z`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      rows: [
        {
          i: 1,
          l: "2",
          f: 1.5,
          n: "NaN",
          b: false,
          j: { k: [1] },
          t: ["a b", null, "NULL", '"\\'],
          m: [[true], [false]],
          s: [1, 2],
          z: null,
        },
      ],
      command: "SELECT",
      rowCount: 1,
      rowAsArray: false,
    });
  });

  it("are raw text and arrays when the headers say so, unless the query says otherwise", async () => {
    const headers = { "Neon-Raw-Text-Output": "true", "Neon-Array-Mode": "true" };
    expect((await server.ask("SELECT true, 1, ARRAY[1]", [], headers)).body).toMatchObject({
      rows: [["t", "1", "{1}"]],
      rowAsArray: true,
    });
    const body = JSON.stringify({ query: "SELECT true AS a", arrayMode: false });
    expect((await server.post(body, headers)).body).toMatchObject({ rows: [{ a: "t" }], rowAsArray: false });
  });

  it("echo the settings of a batch and let any page read them", async () => {
    const response = await fetch(`${server.url}/sql`, {
      method: "POST",
      body: '{"queries":[]}',
      headers: {
        "Neon-Connection-String": server.connectionString,
        "Neon-Batch-Isolation-Level": "RepeatableRead",
        "Neon-Batch-Read-Only": "true",
        "Neon-Batch-Deferrable": "yes",
      },
    });
    expect(await response.json()).toEqual({ results: [] });
    expect(response.headers.get("neon-batch-isolation-level")).toBe("RepeatableRead");
    expect(response.headers.get("neon-batch-read-only")).toBe("true");
    expect(response.headers.get("neon-batch-deferrable")).toBeNull();
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("to a preflight name the methods and headers", async () => {
    const response = await fetch(`${server.url}/sql`, { method: "OPTIONS" });
    expect(response.status).toBe(200);
    expect(response.headers.get("allow")).toBe("OPTIONS, POST");
    expect(response.headers.get("access-control-allow-headers")).toContain("Neon-Connection-String");
    expect(response.headers.get("access-control-max-age")).toBe("86400");
  });
});

describe("parameters", () => {
  it.each([
    [true, "true"],
    [1.5, "1.5"],
    [{ a: [1] }, '{"a":[1]}'],
    [[1, "a", null, { b: 2 }, [true]], '{1,"a",NULL,"{\\"b\\":2}",{true}}'],
    [null, null],
    ["", ""],
  ])("%j is sent as text", async (value, text) => {
    expect((await server.ask("SELECT $1::text AS v", [value])).body).toMatchObject({ rows: [{ v: text }] });
  });

  it("are counted by Postgres", async () => {
    expect((await server.ask("SELECT $1::text", [])).body).toMatchObject({
      code: "08P01",
      message: 'bind message supplies 0 parameters, but prepared statement "" requires 1',
    });
  });
});

describe("refusals", () => {
  it("have the 17 keys, absent ones null", async () => {
    for (const { status, body } of [
      await server.ask("SELECT nothing"),
      await server.post("{"),
      await server.ask("SELECT 1", ["x"]),
    ]) {
      expect(status).toBe(400);
      expect(Object.keys(body as object)).toEqual(keys);
    }
    expect((await server.ask("SELECT nothing")).body).toMatchObject({
      code: "42703",
      position: "8",
      hint: null,
      line: /^\d+$/,
    });
  });

  it.each([
    ["", "invalid connection string: relative URL without a base"],
    ["mysql://u:p@h/d", "incorrect scheme"],
    ["postgresql://u:p@h", "missing database name"],
    ["postgresql://u:p@h/a/b", "invalid database name"],
    ["postgresql://h/d", "missing username"],
    ["postgresql://u@h/d", "missing authentication credentials: required password"],
    ["postgresql://%FF:p@h/d", "invalid username"],
    ["postgresql://u%00:p@h/d", "invalid username"],
  ])("say what is wrong with the connection string %j", async (text, message) => {
    const { status, body } = await server.ask("SELECT 1", [], { "Neon-Connection-String": text });
    expect({ status, body }).toMatchObject({ status: 400, body: { message, code: null } });
  });

  it("say that a header is missing, a level unknown, a path not served", async () => {
    const bare = await fetch(`${server.url}/sql`, { method: "POST", body: "{}" });
    expect(await bare.json()).toMatchObject({ message: "invalid header: neon-connection-string" });
    const level = await server.ask("SELECT 1", [], { "Neon-Batch-Isolation-Level": "serializable" });
    expect(level).toMatchObject({ status: 400, body: { message: "invalid isolation level" } });
    const elsewhere = await fetch(`${server.url}/elsewhere`);
    expect([elsewhere.status, await elsewhere.json()]).toEqual([400, "query is not supported"]);
  });

  it("keep what the wire cannot carry away from it", async () => {
    const zero = await server.ask("SELECT 1\0; SELECT 2");
    expect(zero).toMatchObject({ status: 400, body: { message: "error encoding message to server" } });
    const many = await server.ask(
      "SELECT 1",
      Array.from({ length: 65_536 }, () => null),
    );
    expect(many).toMatchObject({ status: 400, body: { message: "error encoding message to server" } });
    expect(await server.ask("SELECT $1::text", ["\0"])).toMatchObject({ status: 400, body: { code: "22021" } });
  });

  it("stop an answer that grows without end", async () => {
    const { status, body } = await server.ask("SELECT repeat('x', 1000), generate_series(1, 100000000)");
    expect({ status, body }).toMatchObject({ status: 507, body: { message: /^response is too large/ } });
  });
});
