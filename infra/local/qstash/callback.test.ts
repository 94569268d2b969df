import { Receiver } from "@upstash/qstash";
import { afterAll, beforeAll, expect, it } from "vitest";
import { queueKeys, startEndpoint, startQueue } from "../../../test/setup/queue.ts";

let queue: Awaited<ReturnType<typeof startQueue>>;
let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
let callback: Awaited<ReturnType<typeof startEndpoint>>;

beforeAll(async () => {
  queue = await startQueue();
  endpoint = await startEndpoint(({ url }) => {
    const status = url === "/good" ? 201 : url === "/hopeless" ? 489 : 500;
    return { status, headers: { "x-said": "so", "upstash-nonretryable-error": "true" }, body: `said ${url}` };
  });
  callback = await startEndpoint(({ url }) => ({ status: url === "/deaf" ? 500 : 200 }));
});
afterAll(async () => {
  endpoint.stop();
  callback.stop();
  await queue.stop();
});

/** The one callback that came to a path. */
async function told(path: string) {
  const calls = () => callback.received.filter(({ url }) => url === path);
  await expect.poll(calls).toHaveLength(1);
  const [call] = calls();
  if (!call) throw new Error("it was there a moment ago");
  return { ...call, says: JSON.parse(call.body) as Record<string, unknown> };
}

const inBase64 = (text: string): string => Buffer.from(text).toString("base64");

it("a callback tells what was sent and what was answered, signed for its own address", async () => {
  const url = `${endpoint.url}/good`;
  const request = { url, body: "sent", headers: { "X-Mine": "1" }, callback: `${callback.url}/all` };
  const { messageId } = await queue.client().publish({ ...request, method: "PATCH" });
  const { body, headers, method, says } = await told("/all");
  expect(method).toBe("POST");
  expect(headers["content-type"]).toBe("application/json");
  expect(says).toEqual({
    status: 201,
    header: expect.objectContaining({ "X-Said": ["so"] }),
    body: inBase64("said /good"),
    retried: 0,
    maxRetries: 3,
    sourceMessageId: messageId,
    topicName: "",
    endpointName: "",
    url,
    method: "PATCH",
    sourceHeader: expect.objectContaining({ "X-Mine": ["1"] }),
    sourceBody: inBase64("sent"),
    notBefore: expect.stringMatching(/^\d{13}$/),
    createdAt: expect.stringMatching(/^\d{13}$/),
    scheduleId: "",
    callerIP: "127.0.0.1",
  });
  const receiver = new Receiver({ currentSigningKey: queueKeys.current, nextSigningKey: queueKeys.next });
  const signature = String(headers["upstash-signature"]);
  expect(await receiver.verify({ signature, body, url: `${callback.url}/all` })).toBe(true);
});

it("a message that its endpoint calls hopeless is told at once, with the letter it became", async () => {
  const failureCallback = `${callback.url}/failed`;
  await queue.client().publish({ url: `${endpoint.url}/hopeless`, retries: 5, failureCallback });
  const { says } = await told("/failed");
  expect(says).toMatchObject({ status: 489, retried: 0, maxRetries: 5, body: inBase64("said /hopeless") });
  const { messages } = await queue.client().dlq.listMessages();
  expect(messages).toContainEqual(expect.objectContaining({ dlqId: says["dlqId"], responseStatus: 489 }));
});

it("489 alone is a failure like any other", async () => {
  const once = await startEndpoint(() => ({ status: 489 }));
  const { messageId } = await queue.client().publish({ url: once.url });
  const waits = async () => {
    const { notBefore = 0, createdAt } = await queue.client().messages.get(messageId);
    return notBefore - createdAt;
  };
  await expect.poll(waits).toBeGreaterThan(11_000);
  queue.control.clock.advance(13_000);
  await expect.poll(() => once.received.length).toBe(2);
  await queue.client().messages.cancel(messageId);
  once.stop();
});

it("a callback has its own method, headers and retries, and becomes a dead letter when nobody hears it", async () => {
  const reply = await fetch(`${queue.url}/v2/publish/${endpoint.url}/good`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${queue.token}`,
      "Upstash-Callback": `${callback.url}/deaf`,
      "Upstash-Callback-Method": "PUT",
      "Upstash-Callback-Retries": "0",
      "Upstash-Callback-Forward-X-For-You": "yes",
      "Upstash-Forward-X-Not-For-You": "yes",
    },
  });
  expect(reply.status).toBe(200);
  const { method, headers } = await told("/deaf");
  expect(method).toBe("PUT");
  expect(headers).toMatchObject({ "x-for-you": "yes" });
  expect(headers).not.toHaveProperty("x-not-for-you");
  const letters = async () =>
    (await queue.client().dlq.listMessages({ filter: { url: `${callback.url}/deaf` } })).messages;
  await expect.poll(letters).toMatchObject([{ method: "PUT", maxRetries: 0, responseStatus: 500 }]);
});

it("an endpoint that is not there is told with status 0 and the reason", async () => {
  const gone = await startEndpoint();
  gone.stop();
  await queue.client().publish({ url: gone.url, retries: 0, failureCallback: `${callback.url}/gone` });
  const { says } = await told("/gone");
  expect(says["status"]).toBe(0);
  expect(Buffer.from(String(says["body"]), "base64").toString()).toContain("ECONNREFUSED");
});

it("after a rotation the next key signs, so a receiver that knows both misses nothing", async () => {
  const receiver = new Receiver({ currentSigningKey: queueKeys.current, nextSigningKey: queueKeys.next });
  const rotated = await fetch(`${queue.url}/v2/keys/rotate`, {
    method: "POST",
    headers: { authorization: `Bearer ${queue.token}` },
  });
  expect(await rotated.json()).toMatchObject({ current: queueKeys.next });
  await queue.restart();
  await queue.client().publish({ url: `${callback.url}/rotated`, body: "{}" });
  const { headers, body } = await told("/rotated");
  const signature = String(headers["upstash-signature"]);
  expect(await receiver.verify({ signature, body, url: `${callback.url}/rotated` })).toBe(true);
});
