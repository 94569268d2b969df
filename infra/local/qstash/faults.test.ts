import { type AddressInfo, createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { pause } from "../../../test/setup/http.ts";
import { startEndpoint, startQueue } from "../../../test/setup/queue.ts";
import { Door } from "../neon/testing.ts";

const door = new Door();
let queue: Awaited<ReturnType<typeof startQueue>>;
let endpoint: Awaited<ReturnType<typeof startEndpoint>>;

beforeAll(async () => {
  await door.unlock();
  queue = await startQueue(door.port);
  endpoint = await startEndpoint();
});
afterEach(() => {
  queue.control.faults.liftAll();
  endpoint.received.length = 0;
});
afterAll(async () => {
  endpoint.stop();
  await queue.stop();
  await door.shut();
});

const never = (): void => undefined;
/** The message's next try has been planned. */
const plannedAgain = async (messageId: string): Promise<void> => {
  const { messages } = queue.client();
  const waits = async (): Promise<number> => {
    const { notBefore = 0, createdAt } = await messages.get(messageId);
    return notBefore - createdAt;
  };
  await expect.poll(waits).toBeGreaterThan(0);
};
const retriedSoFar = (): unknown[] => endpoint.received.map(({ headers }) => headers["upstash-retried"]);

describe("a delivery that a fault strikes", () => {
  it("arrives twice when it is doubled", async () => {
    queue.control.faults.add({ service: "qstash-delivery", kind: "double", times: 1, match: "/double" });
    await queue.client().publish({ url: `${endpoint.url}/double` });
    await expect.poll(retriedSoFar).toEqual(["0", "0"]);
    await queue.client().publish({ url: `${endpoint.url}/double` });
    await expect.poll(retriedSoFar).toEqual(["0", "0", "0"]);
  });

  it("does not set off while it is dropped, and loses none of its retries", async () => {
    const { id } = queue.control.faults.add({ service: "qstash-delivery", kind: "drop", match: "/held" });
    await queue.client().publish({ url: `${endpoint.url}/held`, retries: 0 });
    await queue.client().publish({ url: `${endpoint.url}/other` });
    await expect.poll(() => endpoint.received.map(({ url }) => url)).toEqual(["/other"]);
    queue.control.faults.lift(id);
    await expect.poll(() => endpoint.received.map(({ url }) => url)).toEqual(["/other", "/held"]);
    expect(retriedSoFar()).toEqual(["0", "0"]);
  });

  it("is lost and tried again when it is dropped for a number of times", async () => {
    queue.control.faults.add({ service: "qstash-delivery", kind: "drop", times: 1 });
    const { messageId } = await queue.client().publish({ url: endpoint.url });
    await plannedAgain(messageId);
    queue.control.clock.advance(12_500);
    await expect.poll(retriedSoFar).toEqual(["1"]);
  });

  it("is repeated when its answer is lost", async () => {
    queue.control.faults.add({ service: "qstash-delivery", kind: "drop", times: 1, when: "after" });
    const { messageId } = await queue.client().publish({ url: endpoint.url });
    await expect.poll(retriedSoFar).toEqual(["0"]);
    await plannedAgain(messageId);
    queue.control.clock.advance(12_500);
    await expect.poll(retriedSoFar).toEqual(["0", "1"]);
  });

  it("comes late when it is delayed, and fails when it is told to", async () => {
    queue.control.faults.add({ service: "qstash-delivery", kind: "delay", ms: 400, times: 1 });
    const before = performance.now();
    await queue.client().publish({ url: endpoint.url });
    await expect.poll(retriedSoFar).toEqual(["0"]);
    expect(performance.now() - before).toBeGreaterThan(390);
    queue.control.faults.add({ service: "qstash-delivery", kind: "error", status: 502, times: 1 });
    await queue.client().publish({ url: `${endpoint.url}/never`, retries: 0 });
    const letters = async (): Promise<unknown> =>
      (await queue.client().dlq.listMessages()).messages.map(({ url, responseStatus }) => [url, responseStatus]);
    await expect.poll(letters).toEqual([[`${endpoint.url}/never`, 502]]);
  });
});

describe("an endpoint", () => {
  it("that does not answer in time has failed", async () => {
    const silent = await startEndpoint(() => new Promise<never>(never));
    await queue.client().publish({ url: silent.url, timeout: "1s", retries: 0 });
    const letter = async (): Promise<unknown> =>
      (await queue.client().dlq.listMessages({ filter: { url: silent.url } })).messages[0];
    await expect.poll(letter).toMatchObject({ responseStatus: 0, responseBody: "no answer within 1000 ms" });
    silent.stop();
  });

  it("that would rather speak another protocol has failed, and does not keep the queue from stopping", async () => {
    const switching = createServer((socket) => {
      socket.on("error", never);
      socket.once("data", () => {
        socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n");
      });
    });
    await new Promise<void>((resolve) => {
      switching.listen(0, "127.0.0.1", resolve);
    });
    const url = `http://127.0.0.1:${(switching.address() as AddressInfo).port}/`;
    await queue.client().publish({ url, retries: 0 });
    const letter = async (): Promise<unknown> =>
      (await queue.client().dlq.listMessages({ filter: { url } })).messages[0];
    await expect.poll(letter).toMatchObject({ responseStatus: 101, responseHeader: { Upgrade: ["other"] } });
    await queue.restart();
    switching.close();
  });

  it("with hundreds of messages that does not answer leaves room to the others", async () => {
    const slow = await startEndpoint(() => new Promise<never>(never));
    await queue.client().batch(Array.from({ length: 300 }, () => ({ url: slow.url })));
    await expect.poll(() => slow.received.length).toBe(32);
    await queue.client().publish({ url: endpoint.url });
    await expect.poll(() => endpoint.received.length).toBe(1);
    await queue.client().messages.cancel({ filter: { url: slow.url }, count: 100 });
    slow.stop();
  });
});

describe("while its database is away", () => {
  it("refuses what it cannot keep, keeps what it had, and goes on by itself", async () => {
    await queue.client().publish({ url: `${endpoint.url}/kept`, delay: 60 });
    await door.shut();
    await expect(queue.client().publish({ url: `${endpoint.url}/refused` })).rejects.toThrow("internal server error");
    queue.control.clock.advance(61_000);
    await pause(300);
    expect(endpoint.received).toEqual([]);
    await door.unlock();
    await expect.poll(() => endpoint.received.map(({ url }) => url)).toEqual(["/kept"]);
  });
});
