import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type NeonUnderTest, startNeonUnderTest } from "./testing.ts";

let server: NeonUnderTest;

beforeAll(async () => {
  server = await startNeonUnderTest();
});
afterAll(async () => await server.stop());

afterEach(async () => {
  // Whatever was sent, the next client is served.
  const answer = await server.ask("SELECT 1 AS one");
  expect(answer).toMatchObject({ status: 200, body: { rows: [{ one: 1 }] } });
});

const deep = "[".repeat(100_000) + "]".repeat(100_000);

/** The same numbers in every run. */
function makeDice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

/** Sends bytes as they are and returns what comes back until the connection closes. */
async function sendRaw(text: string): Promise<string> {
  return await new Promise((resolve) => {
    let answer = "";
    const socket = connect(server.port, "127.0.0.1", () => socket.end(text));
    socket.on("data", (chunk) => (answer += chunk.toString()));
    socket.on("error", () => resolve(answer));
    socket.on("close", () => resolve(answer));
  });
}

describe("nothing a client sends brings it down", () => {
  it.each([
    "",
    "null",
    "[]",
    '"x"',
    "{}",
    '{"query":1}',
    '{"query":null,"params":[]}',
    '{"queries":{}}',
    '{"queries":[1]}',
    '{"query":"SELECT 1","params":{}}',
    '{"query":"SELECT 1","arrayMode":"x"}',
    '{"__proto__":{"query":"x"}}',
    `{"query":"SELECT 1","params":[${deep}]}`,
    `{"query":"SELECT $1::text","params":[{"a":${deep}}]}`,
    deep,
  ])("as a body that makes no sense: %.50s", async (body) => {
    expect((await server.post(body)).status).toBe(400);
  });

  it("as a body with broken bytes", async () => {
    const roll = makeDice(42);
    const samples = [
      '{"queries":[{"query":"SELECT $1::int, $2::text[]","params":[1,["a",null]],"arrayMode":true}]}',
      `{"query":"SELECT 1, 'two', ARRAY[3]"}`,
    ];
    for (let round = 0; round < 200; round += 1) {
      const bytes = Uint8Array.from(Buffer.from(samples[round % 2] ?? ""));
      for (let change = 0; change <= round % 5; change += 1) bytes[roll(bytes.length)] = roll(256);
      const { status } = await server.post(bytes);
      expect({ body: Buffer.from(bytes).toString(), served: status < 500 }).toMatchObject({ served: true });
    }
  });

  it.each([
    "",
    ";",
    "--",
    "COPY (SELECT 1) TO STDOUT",
    "COPY pg_class FROM STDIN",
    "LISTEN x",
    "FETCH 1 FROM x",
    "PREPARE p AS SELECT 1",
    "DISCARD ALL",
    "COMMIT",
    "ROLLBACK",
    "DECLARE c CURSOR FOR SELECT 1",
    "SELECT pg_terminate_backend(pg_backend_pid())",
    "SET client_encoding TO LATIN1",
    "DO $$ BEGIN RAISE NOTICE 'x'; END $$",
  ])("as SQL: %s", async (query) => {
    expect([200, 400]).toContain((await server.ask(query)).status);
    expect([200, 400]).toContain((await server.post(JSON.stringify({ queries: [{ query }, { query }] }))).status);
  });

  it("as a request that is not HTTP", async () => {
    expect(await sendRaw("nonsense\r\n\r\n")).toMatch(/^HTTP\/1\.1 400/);
    expect(await sendRaw("GET /sql HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n")).toMatch(/^HTTP\/1\.1 400/);
    expect(await sendRaw(`GET /sql HTTP/1.1\r\nHost: x\r\nA: ${"a".repeat(100_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 4/);
    await sendRaw("POST /sql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nshort");
    await sendRaw("POST /sql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    await sendRaw("GET /sql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    await sendRaw("CONNECT /sql HTTP/1.1\r\nHost: x\r\n\r\n");
  });

  it("as 65 megabytes", async () => {
    const response = await fetch(`${server.url}/sql`, { method: "POST", body: new Uint8Array(65 * 1024 * 1024) });
    expect(response.status).toBe(413);
  });

  it("as thirty wrong passwords", async () => {
    for (let n = 0; n < 30; n += 1) {
      const headers = { "Neon-Connection-String": `postgresql://serambi_owner:wrong${n}@127.0.0.1/serambi` };
      expect((await server.ask("SELECT 1", [], headers)).status).toBe(400);
    }
  });
});
