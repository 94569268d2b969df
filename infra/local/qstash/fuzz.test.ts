import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startQueue } from "../../../test/setup/queue.ts";

let queue: Awaited<ReturnType<typeof startQueue>>;

beforeAll(async () => {
  queue = await startQueue();
  // Nothing that the fuzz manages to publish shall set off.
  queue.control.faults.add({ service: "qstash-delivery", kind: "drop" });
});
afterAll(async () => await queue.stop());

const authorization = (): string => `Bearer ${queue.token}`;
const anyId = fc.oneof(fc.string(), fc.constantFrom("%00", "%zz", "retry", "pause", "", "__proto__", "msg_x"));
const anyPath = fc.oneof(
  fc.webPath({ size: "small" }),
  fc
    .tuple(
      fc.constantFrom("publish", "batch", "messages", "schedules", "dlq", "dlq/retry", "keys", "queues", "__proto__"),
      fc.array(anyId, { maxLength: 3 }),
      fc.oneof(fc.constant(""), fc.webQueryParameters()),
    )
    .map(([resource, ids, query]) => `/v2/${[resource, ...ids].join("/")}${query && `?${query}`}`),
  fc.constantFrom("/v2/publish/http://", "/v2/publish/http://[", "/v2/publish/https://a:99999/", "//", "/v2//"),
  fc
    .constantFrom("dlqIds", "messageIds", "fromDate", "cursor", "count", "label", "constructor")
    .map((name) => `/v2/dlq?${name}=%00&${name}=9999999999999999999999`),
);
const headerName = fc.constantFrom(
  "Upstash-Delay",
  "Upstash-Not-Before",
  "Upstash-Retries",
  "Upstash-Retry-Delay",
  "Upstash-Timeout",
  "Upstash-Callback",
  "Upstash-Cron",
  "Upstash-Schedule-Id",
  "Upstash-Label",
  "Upstash-Deduplication-Id",
  "Upstash-Forward-__proto__",
  "Upstash-Forward-",
);
const headerValue = fc.oneof(
  fc.constantFrom("1s", "999999999999999d", "-1", "99999999999999999999", "* * * * *", "http://a/", "1/0", "pow(9,99)"),
  fc.stringMatching(/^[\x20-\x7e\xa0-\xff]{0,40}$/),
);
const entry = fc.record({
  destination: fc.oneof(fc.string(), fc.constantFrom("http://a/\0", "http://a/\ud800", "http://\u0661/")),
  headers: fc.dictionary(fc.oneof(headerName, fc.string()), fc.oneof(headerValue, fc.string({ unit: "binary" }))),
  body: fc.option(fc.string({ unit: "binary" })),
});
const anyBody = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from(bytes)),
  fc.json(),
  fc.array(entry, { maxLength: 3 }).map((batch) => JSON.stringify(batch)),
  fc.constantFrom('{"dlqIds":["\\u0000"]}', '{"messageIds":[1]}', "null", ""),
);

describe("whatever a client sends", () => {
  it("is answered, below 500, and the next one too", { timeout: 60_000 }, async () => {
    const request = fc.record({
      path: anyPath,
      method: fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE"),
      headers: fc.dictionary(headerName, headerValue, { maxKeys: 4 }),
      body: anyBody,
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ path, method, headers, body }) => {
        const answer = await fetch(queue.url + path, {
          method,
          headers: { ...headers, authorization: authorization() },
          ...(method !== "GET" && { body }),
        });
        await answer.text();
        expect(answer.status).toBeLessThan(500);
        const next = await fetch(`${queue.url}/v2/keys`, { headers: { authorization: authorization() } });
        expect(next.status).toBe(200);
      }),
      { numRuns: 500 },
    );
  });
});
