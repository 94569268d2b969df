import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Control } from "../control.ts";
import type { Running } from "../front.ts";
import { startUpstash } from "../upstash.ts";

let upstash: Running;

beforeAll(async () => {
  const { redisUrl } = inject("stack");
  upstash = await startUpstash({ port: 0, redisUrl, token: "t", readOnlyToken: "r", control: new Control() });
});
afterAll(async () => await upstash.stop());

async function send(path: string, body: string | Uint8Array<ArrayBuffer>, method = "POST"): Promise<Response> {
  const request: RequestInit = { method, body, headers: { Authorization: "Bearer t" } };
  return await fetch(upstash.url + path, request);
}

describe("whatever a client sends", () => {
  it("is answered, below 500, and the next one too", { timeout: 60_000 }, async () => {
    const path = fc.oneof(
      fc.constantFrom(
        "/",
        "/pipeline",
        "/multi-exec",
        "/pipeline/",
        "//",
        "/%",
        "/get/%zz",
        "/?_token=%",
        "/echo/a?=&b",
      ),
      fc.webPath(),
    );
    // Names that no command has, or the fuzz would one day empty the Redis that other tests use.
    const word = fc.oneof(
      fc.string().map((text) => `x${text}`),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const command = fc.oneof(
      fc.array(word),
      fc.tuple(fc.constantFrom("GET", "ECHO", "MGET", "EVALSHA", "SCRIPT"), fc.string(), word),
    );
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Uint8Array.from(bytes)),
      fc.json(),
      command.map((value) => JSON.stringify(value)),
      fc.array(command).map((value) => JSON.stringify(value)),
    );
    const request = fc.record({ path, body, method: fc.constantFrom("POST", "PUT") });
    await fc.assert(
      fc.asyncProperty(request, async ({ path: at, body: bytes, method }) => {
        const answer = await send(at, bytes, method);
        expect(answer.status).toBeLessThan(500);
        const next = await send("/", '["ECHO","still here"]');
        expect(await next.json()).toEqual({ result: "still here" });
      }),
      { numRuns: 200 },
    );
  });
});
