import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Control } from "../control.ts";
import type { Running } from "../front.ts";
import { startUpstash } from "../upstash.ts";

const control = new Control();
let upstash: Running;

beforeAll(async () => {
  const { redisUrl } = inject("stack");
  upstash = await startUpstash({ port: 0, redisUrl, token: "all", readOnlyToken: "read", control });
});
afterAll(async () => await upstash.stop());

interface Answer {
  status: number;
  body: unknown;
  text: string;
  syncToken: string | null;
}

interface Question {
  method?: string;
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

async function ask(path: string, question: Question = {}, token = "all"): Promise<Answer> {
  const headers = { Authorization: `Bearer ${token}`, ...question.headers };
  const response = await fetch(upstash.url + path, { ...question, headers });
  const text = await response.text();
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, body, text, syncToken: response.headers.get("upstash-sync-token") };
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return await ask(path, { method: "POST", body: JSON.stringify(body), headers });
}

function nameKey(): string {
  return `upstash-test:${randomUUID()}`;
}

describe("the URL form", () => {
  it("takes the command from the path, in bytes", async () => {
    const key = nameKey();
    expect(await ask(`/set/${key}/a%2Fb%20c+%C3%A9/EX/100`)).toMatchObject({ status: 200, body: { result: "OK" } });
    expect((await ask(`/GET/${key}`)).body).toEqual({ result: "a/b c+é" });
    expect((await ask(`/ttl/${key}`)).body).toEqual({ result: 100 });
  });

  it("puts the body after the path and the query after the body", async () => {
    const key = nameKey();
    const bytes = Uint8Array.from([0xff, 0x00, 0x0d, 0x0a]);
    await ask(`/set/${key}?EX=100&NX`, { method: "POST", body: bytes });
    expect((await ask(`/ttl/${key}`)).body).toEqual({ result: 100 });
    const encoded = await ask(`/get/${key}`, { headers: { "Upstash-Encoding": "base64" } });
    expect(encoded.body).toEqual({ result: Buffer.from(bytes).toString("base64") });
    expect((await ask(`/get/${key}`)).body).toEqual({ result: "\ufffd\u0000\r\n" });
    await ask(`/set/${key}`, { method: "PUT", body: "put" });
    expect((await ask(`/get/${key}`)).body).toEqual({ result: "put" });
  });

  it("answers HEAD without a body and other methods 405", async () => {
    expect(await ask("/ping", { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
    for (const method of ["DELETE", "PATCH", "OPTIONS"]) expect((await ask("/ping", { method })).status).toBe(405);
  });
});

describe("tokens", () => {
  it("may stand in the query", async () => {
    const response = await fetch(`${upstash.url}/echo/hello?_token=all`);
    expect(await response.json()).toEqual({ result: "hello" });
  });

  it("are asked for", async () => {
    expect((await fetch(`${upstash.url}/ping`)).status).toBe(401);
    expect(await ask("/ping", {}, "other")).toMatchObject({
      status: 401,
      body: { error: "WRONGPASS invalid password" },
    });
  });

  it("that may only read do not write, list or run scripts", async () => {
    const key = nameKey();
    await post("/", ["SET", key, "value"]);
    expect((await ask(`/get/${key}`, {}, "read")).body).toEqual({ result: "value" });
    for (const command of [
      ["SET", key, "other"],
      ["SCAN", 0],
      ["KEYS", "*"],
      ["EVAL", "return 1", 0],
    ]) {
      const answer = await ask("/", { method: "POST", body: JSON.stringify(command) }, "read");
      expect(answer.status).toBe(400);
      expect(answer.text).toContain("NOPERM");
    }
    const body = JSON.stringify([
      ["GET", key],
      ["DEL", key],
    ]);
    const pipeline = await ask("/pipeline", { method: "POST", body }, "read");
    expect(pipeline.body).toEqual([{ result: "value" }, { error: expect.stringContaining("NOPERM") as string }]);
    expect((await ask("/multi-exec", { method: "POST", body }, "read")).status).toBe(400);
    expect((await ask(`/get/${key}`)).body).toEqual({ result: "value" });
  });
});

describe("answers", () => {
  it("hold integers whole, in and out", async () => {
    const key = nameKey();
    const body = `["SET", "${key}", 9007199254740993]`;
    expect((await ask("/", { method: "POST", body })).body).toEqual({ result: "OK" });
    expect((await post("/", ["INCR", key])).text).toBe('{"result":9007199254740994}');
    const quoted = `["SET", "${key}", "a \\" 1, [2] \\\\", "EX", 1e2]`;
    expect((await ask("/", { method: "POST", body: quoted })).status).toBe(400);
    expect((await ask("/", { method: "POST", body: quoted.replace("1e2", "100") })).status).toBe(200);
    expect((await ask(`/get/${key}`)).body).toEqual({ result: 'a " 1, [2] \\' });
  });

  it("encode every string at every depth, but not OK and not errors", async () => {
    const base64 = { "Upstash-Encoding": "base64" };
    const lua = "return {'a', {'OK', {'b'}}, redis.status_reply('OK'), 7, false}";
    expect((await post("/", ["EVAL", lua, 0], base64)).body).toEqual({
      result: ["YQ==", ["T0s=", ["Yg=="]], "OK", 7, null],
    });
    expect((await post("/", ["PING"], base64)).body).toEqual({ result: "UE9ORw==" });
    expect((await post("/", ["GET"], base64)).body).toEqual({
      error: "ERR wrong number of arguments for 'get' command",
    });
  });

  it("may be nested deeper than the stack goes", async () => {
    const { status, text } = await post("/", ["EVAL", "local t = {} for i = 1, 5000 do t = {t} end return t", 0]);
    expect(status).toBe(200);
    expect(text).toBe(`{"result":${"[".repeat(5001)}${"]".repeat(5001)}}`);
  });

  it("carry a sync token that is another after each write, also of 20 at one instant", async () => {
    const key = nameKey();
    const writes = await Promise.all(Array.from({ length: 20 }, async () => await post("/", ["INCR", key])));
    const more = [
      await post("/pipeline", [["INCR", key]]),
      await post("/multi-exec", [["INCR", key]]),
      await post("/", ["EVAL", "return redis.call('INCR', KEYS[1])", 1, key]),
    ];
    const seen = [...writes, ...more].map(({ syncToken }) => syncToken);
    expect(new Set(seen).size).toBe(23);
    expect((await ask(`/get/${key}`)).syncToken).toBe(seen.at(-1));
  });
});

describe("what it refuses", () => {
  it("is refused in the service's words", async () => {
    const refusals: [unknown, string][] = [
      [["NOSUCH", "a"], "ERR Command is not available: 'NOSUCH'. See https://upstash.com/"],
      [["SHUTDOWN"], "ERR Command is not available: 'SHUTDOWN'"],
      [["SCRIPT", "DEBUG", "YES"], "ERR Command is not available: 'SCRIPT DEBUG'"],
      [["SELECT", 1], 'ERR Command "SELECT" is not allowed in REST'],
      [["MULTI"], 'ERR Command "MULTI" is not allowed in REST'],
      [["BLPOP", "a", 0], 'ERR Command "BLPOP" is not allowed in REST'],
      [["XREAD", "BLOCK", 0, "STREAMS", "a", "$"], 'ERR Command "XREAD BLOCK" is not allowed in REST'],
      [["SET", "a", null], "ERR null args are not supported"],
      [["SET", "a", {}], 'ERR unsupported arg type: "{": json.Delim'],
      [[], "ERR empty command"],
      [{}, "expected JSON array"],
    ];
    for (const [command, error] of refusals) {
      const answer = await post("/", command);
      expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(error) as string } });
    }
    expect((await post("/", ["XREAD", "STREAMS", "BLOCK", "0"])).body).toEqual({ result: null });
  });

  it("is one error for a body that cannot be read, and nothing of it is run", async () => {
    const key = nameKey();
    for (const path of ["/", "/pipeline", "/multi-exec"]) {
      for (const body of ["", "{", `[["SET","${key}"]`, `[["SET","${key}",1],7]`, "[[]]", "null"]) {
        const answer = await ask(path, { method: "POST", body });
        expect(answer.status, `${path} ${body}`).toBe(400);
        expect(answer.body).toEqual({ error: expect.any(String) as string });
      }
    }
    expect((await ask(`/get/${key}`)).body).toEqual({ result: null });
  });

  it("fails alone in a pipeline and whole in a transaction", async () => {
    const key = nameKey();
    const commands = [["SET", key, 1], ["NOSUCH"], ["GET"], ["GET", key]];
    expect((await post("/pipeline", commands)).body).toEqual([
      { result: "OK" },
      { error: expect.stringContaining("not available") as string },
      { error: "ERR wrong number of arguments for 'get' command" },
      { result: "1" },
    ]);
    expect(await post("/multi-exec", [["SET", key, 2], ["GET"]])).toMatchObject({
      status: 400,
      body: { error: "ERR wrong number of arguments for 'get' command" },
    });
    expect((await ask(`/get/${key}`)).body).toEqual({ result: "1" });
  });
});

describe("the counters", () => {
  it("count a request and its commands under its trace", async () => {
    const traceId = randomUUID().replaceAll("-", "");
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    await post("/pipeline", [["PING"], ["PING"]], headers);
    await post("/", ["PING"], headers);
    expect(control.counts(traceId).upstash).toEqual({
      requests: 2,
      statements: 0,
      commands: 3,
      operations: { pipeline: 1, PING: 1 },
    });
  });
});
