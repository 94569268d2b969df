import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startEndpoint, startQueue } from "../../../test/setup/queue.ts";

let queue: Awaited<ReturnType<typeof startQueue>>;
let broken: Awaited<ReturnType<typeof startEndpoint>>;
let status = 500;

beforeAll(async () => {
  queue = await startQueue();
  broken = await startEndpoint(() => ({ status, body: Buffer.from([0xff]).toString("latin1") }));
});
beforeEach(async () => {
  status = 500;
  await queue.client().dlq.delete({ all: true });
  await queue.client().messages.cancel({ all: true });
});
afterAll(async () => {
  broken.stop();
  await queue.stop();
});

async function bury(bodies: readonly string[], more: { label?: string; path?: string } = {}): Promise<void> {
  const { path = "/", label } = more;
  const { dlq } = queue.client();
  const before = (await dlq.listMessages()).messages.length;
  for (const body of bodies) {
    const request = { url: `${broken.url}${path}`, body, retries: 0, ...(label !== undefined && { label }) };
    await queue.client().publish(request);
    // One after the other, so that their order is known.
    const buried = before + bodies.indexOf(body) + 1;
    await expect.poll(async () => (await dlq.listMessages()).messages.length).toBe(buried);
  }
}

async function call(method: string, path: string, headers: Record<string, string> = {}): Promise<[number, unknown]> {
  const authorization = `Bearer ${queue.token}`;
  const reply = await fetch(`${queue.url}/v2/${path}`, { method, headers: { authorization, ...headers } });
  return [reply.status, await reply.json()];
}

describe("dead letters", () => {
  it("are listed newest first, page by page", async () => {
    await bury(["1", "2", "3"]);
    const { dlq } = queue.client();
    const first = await dlq.listMessages({ count: 2 });
    expect(first.messages.map(({ body }) => body)).toEqual(["3", "2"]);
    const rest = await dlq.listMessages({ count: 2, filter: {}, cursor: first.cursor ?? "" });
    expect(rest.messages.map(({ body }) => body)).toEqual(["1"]);
    expect(rest.cursor).toBeUndefined();
  });

  it("say what was answered", async () => {
    status = 418;
    await bury(["x"], { label: "tea" });
    const [letter] = (await queue.client().dlq.listMessages()).messages;
    expect(letter).toMatchObject({ responseStatus: 418, url: `${broken.url}/`, maxRetries: 0, labels: ["tea"] });
    expect(letter?.responseHeader?.["Connection"]).toEqual(["close"]);
    expect(await call("GET", `dlq/${letter?.dlqId}`)).toMatchObject([200, { dlqId: letter?.dlqId, body: "x" }]);
  });

  it("are found by filters: all of them must be met, and each may name several values", async () => {
    await bury(["a"], { label: "red", path: "/1" });
    await bury(["b"], { label: "blue", path: "/2" });
    await bury(["c"], { label: "red,round", path: "/2" });
    const find = async (query: string): Promise<unknown[]> => {
      const [code, found] = await call("GET", `dlq?${query}`);
      expect([query, code]).toEqual([query, 200]);
      return (found as { messages: { body: unknown }[] }).messages.map(({ body }) => body);
    };
    expect(await find("label=red")).toEqual(["c", "a"]);
    expect(await find("label=blue&label=round")).toEqual(["c", "b"]);
    expect(await find("label=blue,round")).toEqual(["c", "b"]);
    expect(await find(`label=red&url=${encodeURIComponent(`${broken.url}/2`)}`)).toEqual(["c"]);
    expect(await find("responseStatus=500&callerIp=127.0.0.1")).toEqual(["c", "b", "a"]);
    expect(await find("responseStatus=404")).toEqual([]);
    expect(await find(`toDate=${queue.control.clock.now() - 3_600_000}`)).toEqual([]);
    expect(await find(`fromDate=${queue.control.clock.now() - 3_600_000}`)).toHaveLength(3);
  });

  it("are all still there after a filter was misspelt", async () => {
    await bury(["keep"]);
    for (const query of ["labeel=x", "label=x&Label=y", "fromDate=yesterday", "count=0", "count=-1", "cursor=x"]) {
      expect([query, (await call("DELETE", `dlq?${query}`))[0]]).toEqual([query, 400]);
      expect([query, (await call("POST", `dlq/retry?${query}`))[0]]).toEqual([query, 400]);
    }
    expect((await queue.client().dlq.listMessages()).messages).toHaveLength(1);
  });

  it("are sent again as new messages, many at once, and are then gone", async () => {
    await bury(["1", "2"]);
    const { dlq } = queue.client();
    const { messages } = await dlq.listMessages();
    status = 200;
    const { responses } = await dlq.retry(messages.map(({ dlqId }) => dlqId));
    expect(new Set(responses.map(({ messageId }) => messageId)).size).toBe(2);
    for (const { messageId } of messages) expect(responses).not.toContainEqual({ messageId });
    expect((await dlq.listMessages()).messages).toEqual([]);
  });

  it("can be sent again otherwise than the first time", async () => {
    await bury(["x"]);
    const [letter] = (await queue.client().dlq.listMessages()).messages;
    const headers = { "Upstash-Delay": "1h", "Upstash-Retries": "7", "Upstash-Forward-X-Again": "yes" };
    const [code, answer] = await call("POST", `dlq/retry/${letter?.dlqId}`, headers);
    expect(code).toBe(201);
    const message = await queue.client().messages.get((answer as { messageId: string }).messageId);
    expect(message).toMatchObject({ body: "x", maxRetries: 7, header: { "X-Again": ["yes"] } });
    expect((message.notBefore ?? 0) - message.createdAt).toBe(3_600_000);
    expect((await call("POST", `dlq/retry/${letter?.dlqId}`))[0]).toBe(404);
  });

  it("are thrown away one by one, by ids, or a page at a time", async () => {
    await bury(["1", "2", "3", "4"]);
    const { dlq } = queue.client();
    const [first, second] = (await dlq.listMessages()).messages.map(({ dlqId }) => dlqId);
    expect(await dlq.delete(first ?? "")).toEqual({ deleted: 1 });
    expect(await dlq.delete([first ?? "", second ?? ""])).toMatchObject({ deleted: 1 });
    const page = await dlq.delete({ all: true, count: 1 });
    expect(page).toMatchObject({ deleted: 1, cursor: expect.any(String) });
    expect(await dlq.delete({ all: true })).toEqual({ deleted: 1 });
  });
});

describe("messages on their way", () => {
  it("are cancelled by ids or filters; what is not cancelled still arrives", async () => {
    const { messages } = queue.client();
    const publish = async (label: string): Promise<string> => {
      const request = { url: `${broken.url}/cancel`, delay: 60, label };
      return (await queue.client().publish(request)).messageId;
    };
    const ids = [await publish("one"), await publish("one"), await publish("two"), await publish("three")];
    expect(await messages.cancel([ids[0] ?? "", "msg_unknown"])).toEqual({ cancelled: 1 });
    expect(await messages.cancel({ filter: { label: ["one", "two"] } })).toEqual({ cancelled: 2 });
    expect((await call("DELETE", "messages?lable=three"))[0]).toBe(400);
    expect((await call("DELETE", `messages/${ids[0]}`))[0]).toBe(404);
    expect(await messages.get(ids[3] ?? "")).toMatchObject({ label: "three" });
  });

  it("that are cancelled while their delivery fails are neither tried again nor kept as dead letters", async () => {
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow = await startEndpoint(() => held.then(() => ({ status: 500 })));
    const { messageId } = await queue.client().publish({ url: slow.url, retries: 0, failureCallback: broken.url });
    await expect.poll(() => slow.received.length).toBe(1);
    expect(await queue.client().messages.cancel(messageId)).toEqual({ cancelled: 1 });
    const calls = broken.received.length;
    answer();
    await queue.client().publish({ url: `${broken.url}/after`, retries: 0 });
    await expect.poll(() => broken.received.at(-1)?.url).toBe("/after");
    expect(broken.received).toHaveLength(calls + 1);
    const { messages } = await queue.client().dlq.listMessages();
    expect(messages.map((each) => each.messageId)).not.toContain(messageId);
    slow.stop();
  });
});
