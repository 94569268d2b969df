import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newTrace } from "../../../test/setup/http.ts";
import { startEndpoint, startQueue } from "../../../test/setup/queue.ts";

let queue: Awaited<ReturnType<typeof startQueue>>;
let endpoint: Awaited<ReturnType<typeof startEndpoint>>;

beforeAll(async () => {
  queue = await startQueue();
  endpoint = await startEndpoint();
});
afterAll(async () => {
  endpoint.stop();
  await queue.stop();
});

/** Posts as no SDK would. */
async function post(path: string, headers: Record<string, string>, body: BodyInit = ""): Promise<Response> {
  return await fetch(`${queue.url}/v2/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${queue.token}`, ...headers },
    body,
  });
}

/** The delivery at a path, once it is there. */
async function delivered(path: string) {
  await expect.poll(() => endpoint.received.filter(({ url }) => url === path)).toHaveLength(1);
  const one = endpoint.received.find(({ url }) => url === path);
  if (!one) throw new Error("it was there a moment ago");
  return one;
}

describe("what is published arrives", () => {
  it("at exactly its URL, also one that holds slashes, escapes and a question mark of its own", async () => {
    const path = "/a//b%2Fc/%00?x=http://other/y?z=1&publish=%20&&";
    expect((await post(`publish/${endpoint.url}${path}`, {})).status).toBe(200);
    await delivered(path);
  });

  it("byte for byte, whatever the bytes and the method", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      await post(`publish/${endpoint.url}/${method}`, { "Upstash-Method": method }, bytes);
      expect(await delivered(`/${method}`)).toMatchObject({ method, body: Buffer.from(bytes).toString("latin1") });
    }
  });

  it("with its own headers and none that belong to the way: neither the publisher's nor the connection's", async () => {
    await post(`publish/${endpoint.url}/headers`, {
      "Content-Type": "text/csv",
      "Upstash-Forward-X-Mine": "café",
      "Upstash-Forward-Host": "elsewhere",
      "Upstash-Forward-Content-Length": "7",
      "Upstash-Forward-Transfer-Encoding": "chunked",
      "Upstash-Forward-Connection": "upgrade",
      "Upstash-Forward-Upstash-Message-Id": "forged",
      "Upstash-Telemetry-Sdk": "x",
      "X-Of-The-Publisher": "1",
    });
    const { headers } = await delivered("/headers");
    expect(headers).toMatchObject({ "content-type": "text/csv", "x-mine": "café", host: new URL(endpoint.url).host });
    expect(headers["upstash-message-id"]).toMatch(/^msg_/);
    for (const name of ["authorization", "upstash-telemetry-sdk", "x-of-the-publisher", "transfer-encoding"])
      expect(headers).not.toHaveProperty(name);
  });

  it("without the token that stood in the query", async () => {
    for (const [asked, arrives] of [
      ["/q1?qstash_token=TOKEN", "/q1"],
      ["/q2?a=1&qstash_token=TOKEN&b=2", "/q2?a=1&b=2"],
      ["/q3?a=1&qstash_token=TOKEN", "/q3?a=1"],
    ] as const) {
      const path = asked.replace("TOKEN", queue.token);
      const reply = await fetch(`${queue.url}/v2/publish/${endpoint.url}${path}`, { method: "POST" });
      expect(reply.status).toBe(200);
      await delivered(arrives);
    }
  });

  it("not before its moment, which wins over a delay", async () => {
    const notBefore = Math.floor(queue.control.clock.now() / 1000) + 3600;
    const { messageId } = await queue.client().publish({ url: `${endpoint.url}/later`, notBefore, delay: 5 });
    expect(await queue.client().messages.get(messageId)).toMatchObject({ notBefore: notBefore * 1000 });
    queue.control.clock.advance(3_601_000);
    await delivered("/later");
  });
});

describe("a batch", () => {
  it("is kept whole or not at all", async () => {
    const batch = [{ destination: `${endpoint.url}/whole` }, { destination: "no-scheme" }];
    const reply = await post("batch", {}, JSON.stringify(batch));
    expect(reply.status).toBe(400);
    await delivered((await post(`publish/${endpoint.url}/afterwards`, {})) && "/afterwards");
    expect(endpoint.received.filter(({ url }) => url === "/whole")).toEqual([]);
  });

  it.each([
    [{ "X\n": "1" }],
    [{ "upstash-forward-x": "a\r\nb: c" }],
    [{ "upstash-forward-x": "\u0000" }],
    [{ "upstash-forward-x": "日本" }],
    [{ "upstash-queue-name": "q" }],
    [{ "upstash-flow-control-key": "k" }],
  ])("is refused when a header cannot be carried, or asks for what is not here: %j", async (headers) => {
    const batch = [{ destination: endpoint.url, headers }];
    expect((await post("batch", {}, JSON.stringify(batch))).status).toBe(400);
  });

  it("accepts each id once, also when twenty batches bring the same ones in another order at the same time", async () => {
    const ids = Array.from({ length: 10 }, (_, n) => `parallel-${n}`);
    const send = (order: readonly string[]) =>
      queue.client().batch(order.map((id) => ({ url: `${endpoint.url}/${id}`, deduplicationId: id })));
    const accepted = await Promise.all(
      Array.from({ length: 20 }, (_, n) => send(n % 2 === 0 ? ids : ids.toReversed())),
    );
    expect(new Set(accepted.flat().map((each) => "messageId" in each && each.messageId)).size).toBe(10);
    for (const id of ids) await delivered(`/${id}`);
  });
});

describe("the counters", () => {
  it("know a publish by the trace it carries or passes on", async () => {
    const { traceId, traceparent } = newTrace();
    await post(`publish/${endpoint.url}/traced`, { traceparent });
    await queue.client().publish({ url: `${endpoint.url}/passed-on`, headers: { traceparent } });
    expect(queue.control.counts(traceId).qstash).toMatchObject({ requests: 2, operations: { "POST /v2/publish": 2 } });
    expect((await delivered("/passed-on")).headers).toMatchObject({ traceparent });
  });
});
