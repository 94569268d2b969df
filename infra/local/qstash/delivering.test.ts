import { Receiver } from "@upstash/qstash";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pause, until } from "../../../test/setup/http.ts";
import { queueKeys, startEndpoint, startQueue, type Reply } from "../../../test/setup/queue.ts";

let queue: Awaited<ReturnType<typeof startQueue>>;

beforeAll(async () => {
  queue = await startQueue();
});

afterAll(async () => {
  await queue.stop();
});

/** Waits until an endpoint has been called so often. */
function calls(endpoint: { received: unknown[] }, times: number): Promise<number> {
  return until(
    () => Promise.resolve(endpoint.received.length),
    (length) => length >= times,
  );
}

/** Waits until the next try of a message is planned. */
async function planned(messageId: string): Promise<void> {
  await until(
    () => queue.client().messages.get(messageId),
    ({ notBefore = 0 }) => notBefore > queue.control.clock.now(),
  );
}

/** An endpoint that answers in turn, and then 200. */
function answering(...replies: Reply[]) {
  return startEndpoint((_, earlier) => replies[earlier] ?? {});
}

describe("a message", () => {
  it("arrives as it was published, signed for its exact address with the current key", async () => {
    const endpoint = await startEndpoint();
    const url = `${endpoint.url}/a/b?c=d%20e&f=1`;
    const { messageId } = await queue
      .client()
      .publish({ url, body: '{"x":1}', method: "PUT", headers: { "X-Mine": "yes" } });
    await calls(endpoint, 1);
    const [got] = endpoint.received;
    expect(got).toMatchObject({ url: "/a/b?c=d%20e&f=1", method: "PUT", body: '{"x":1}' });
    expect(got?.headers).toMatchObject({
      "x-mine": "yes",
      "user-agent": "Upstash-QStash",
      "upstash-message-id": messageId,
      "upstash-retried": "0",
    });
    const receiver = new Receiver({ currentSigningKey: queueKeys.current, nextSigningKey: queueKeys.next });
    const signature = String(got?.headers["upstash-signature"]);
    expect(await receiver.verify({ signature, body: '{"x":1}', url })).toBe(true);
    await expect(receiver.verify({ signature, body: '{"x":2}', url })).rejects.toThrow(/body/i);
    await expect(receiver.verify({ signature, body: '{"x":1}', url: endpoint.url })).rejects.toThrow(/subject/i);
    endpoint.stop();
  });

  it("waits for its delay on the queue's clock, and can be looked at and cancelled meanwhile", async () => {
    const endpoint = await startEndpoint();
    const first = await queue.client().publish({ url: endpoint.url, body: "later", delay: 3600 });
    const second = await queue.client().publish({ url: endpoint.url, body: "never", delay: 3600 });
    expect(await queue.client().messages.get(first.messageId)).toMatchObject({
      url: endpoint.url,
      body: "later",
      maxRetries: 3,
    });
    await queue.client().messages.cancel(second.messageId);
    await expect(queue.client().messages.get(second.messageId)).rejects.toThrow(/not found/);
    await pause(100);
    expect(endpoint.received).toHaveLength(0);
    queue.control.clock.advance(3_600_000);
    await calls(endpoint, 1);
    expect(endpoint.received.map(({ body }) => body)).toEqual(["later"]);
    endpoint.stop();
  });

  it("is tried again after 12 s, then 148 s, by the service's backoff; and after what the endpoint asks for", async () => {
    const endpoint = await answering(
      { status: 500 },
      { status: 500 },
      { status: 503, headers: { "retry-after": "30" } },
    );
    const { messageId } = await queue.client().publish({ url: endpoint.url, body: "again" });
    await calls(endpoint, 1);
    // Real time passes as well.
    for (const [seconds, times] of [
      [6, 1],
      [7, 2],
      [140, 2],
      [9, 3],
      [20, 3],
      [11, 4],
    ] as const) {
      await planned(messageId);
      queue.control.clock.advance(seconds * 1000);
      await (times === endpoint.received.length ? pause(150) : calls(endpoint, times));
      expect(endpoint.received).toHaveLength(times);
    }
    expect(endpoint.received.map(({ headers }) => headers["upstash-retried"])).toEqual(["0", "1", "2", "3"]);
    endpoint.stop();
  });

  it("that is given up lies in the dead letters, is told to its failure callback, and can be sent again", async () => {
    const endpoint = await answering({ status: 500, body: "broken" });
    const callback = await startEndpoint();
    const { messageId } = await queue
      .client()
      .publish({ url: endpoint.url, body: "x", retries: 0, failureCallback: callback.url });
    await calls(callback, 1);
    const told = JSON.parse(callback.received[0]?.body ?? "{}") as Record<string, unknown>;
    expect(told).toMatchObject({
      status: 500,
      sourceMessageId: messageId,
      retried: 0,
      maxRetries: 0,
      url: endpoint.url,
    });
    expect(Buffer.from(String(told["sourceBody"]), "base64").toString()).toBe("x");
    expect(Buffer.from(String(told["body"]), "base64").toString()).toBe("broken");
    const { messages } = await queue.client().dlq.listMessages();
    const letter = messages.find((each) => each.messageId === messageId);
    expect(letter).toMatchObject({ responseStatus: 500, responseBody: "broken", dlqId: told["dlqId"] });
    await queue.client().dlq.retry(String(told["dlqId"]));
    await calls(endpoint, 2);
    expect(endpoint.received[1]?.body).toBe("x");
    expect(await queue.client().dlq.retry(String(told["dlqId"]))).toMatchObject({ responses: [] });
    endpoint.stop();
    callback.stop();
  });

  it("that its endpoint calls hopeless (489) is not tried again", async () => {
    const endpoint = await startEndpoint(() => ({ status: 489, headers: { "upstash-nonretryable-error": "true" } }));
    const callback = await startEndpoint();
    await queue.client().publish({ url: endpoint.url, body: "x", failureCallback: callback.url });
    await calls(callback, 1);
    queue.control.clock.advance(86_400_000);
    await pause(200);
    expect(endpoint.received).toHaveLength(1);
    endpoint.stop();
    callback.stop();
  });

  it("reports every attempt to its callback", async () => {
    const endpoint = await answering({ status: 500 });
    const callback = await startEndpoint();
    const { messageId } = await queue.client().publish({ url: endpoint.url, body: "x", callback: callback.url });
    await calls(callback, 1);
    await planned(messageId);
    queue.control.clock.advance(13_000);
    await calls(callback, 2);
    expect(callback.received.map(({ body }) => (JSON.parse(body) as { status: number }).status)).toEqual([500, 200]);
    endpoint.stop();
    callback.stop();
  });

  it("with an id that was seen in the last ten minutes is not delivered again", async () => {
    const endpoint = await startEndpoint();
    const publish = () => queue.client().publish({ url: endpoint.url, body: "once", deduplicationId: "the-same" });
    const first = await publish();
    expect(await publish()).toMatchObject({ messageId: first.messageId, deduplicated: true });
    await calls(endpoint, 1);
    await pause(150);
    expect(endpoint.received).toHaveLength(1);
    queue.control.clock.advance(601_000);
    expect((await publish()).messageId).not.toBe(first.messageId);
    const content = () => queue.client().publish({ url: endpoint.url, body: "like", contentBasedDeduplication: true });
    expect((await content()).messageId).toBe((await content()).messageId);
    endpoint.stop();
  });

  it("does not wait for others: an endpoint that does not answer holds up nobody", async () => {
    const slow = await startEndpoint(() => new Promise<never>(() => {}));
    const quick = await startEndpoint();
    await queue.client().batchJSON(Array.from({ length: 20 }, () => ({ url: slow.url, body: {} })));
    await queue.client().publishJSON({ url: quick.url, body: {} });
    await calls(quick, 1);
    expect(quick.received).toHaveLength(1);
    await queue.client().messages.cancel({ filter: { url: slow.url }, count: 100 });
    slow.stop();
    quick.stop();
  });
});

describe("a restart", () => {
  it("loses nothing: what was accepted, scheduled or under way is delivered afterwards", async () => {
    let hold = true;
    const endpoint = await startEndpoint((received) =>
      received.body === "held" && hold ? pause(60_000).then(() => ({})) : {},
    );
    await queue.client().publish({ url: endpoint.url, body: "held" });
    await queue.client().publish({ url: endpoint.url, body: "due while away", delay: 60 });
    await calls(endpoint, 1);
    await queue.restart(async () => {
      hold = false;
      queue.control.clock.advance(61_000);
      await pause(50);
    });
    await calls(endpoint, 3);
    expect(endpoint.received.map(({ body }) => body).toSorted()).toEqual(["due while away", "held", "held"]);
    endpoint.stop();
  });
});
