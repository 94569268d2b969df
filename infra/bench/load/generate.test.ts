import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "./generate.ts";

/** Answers what its path says: `/200`, `/503`, or nothing but an end to the connection for `/broken`. */
const server = createServer((request, response) => {
  const [, status] = (request.url ?? "").split("/");
  if (status === "broken") request.socket.destroy();
  else response.writeHead(Number(status), { "x-cache": "HIT" }).end("ok");
});
let port: number;

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

const ask = (kind: string) => ({ kind, text: `GET /${kind} HTTP/1.1\r\nhost: x\r\n\r\n` });

describe("a load", () => {
  it("asks as often as it is told, each request in turn, and counts what became of it", async () => {
    const requests = [ask("200"), ask("304"), ask("503"), ask("broken")];
    const result = await generate({ port, connections: 5, requests, until: { requests: 40 } });
    expect(result).toMatchObject({ answers: 30, broken: 10, errors: 20 });
    expect(result.kinds["200"]).toMatchObject({ answers: 10, statuses: { 200: 10 }, caches: { HIT: 10 } });
    expect(result.kinds["503"]?.statuses).toEqual({ 503: 10 });
    expect(result.kinds["200"]?.latency.max).toBeGreaterThan(0);
  });

  it("ends in time, with every answer in", async () => {
    const result = await generate({ port, connections: 3, requests: [ask("200")], until: { seconds: 0.2 } });
    expect(result.answers).toBeGreaterThan(2);
    expect(result.errors).toBe(0);
    expect(result.seconds).toBeGreaterThanOrEqual(0.2);
  });

  it("asks no faster than it is told, however fast it is answered", async () => {
    const plan = { port, connections: 10, requests: [ask("200")], perSecond: 100, until: { requests: 31 } };
    const result = await generate(plan);
    expect(result).toMatchObject({ answers: 31, errors: 0 });
    // The thirty-first is due 300 ms after the first; a timer may be a millisecond ahead of the clock.
    expect(result.seconds).toBeGreaterThan(0.298);
  });
});
