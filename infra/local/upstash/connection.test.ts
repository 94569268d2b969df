import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Control } from "../control.ts";
import type { Running } from "../front.ts";
import { startUpstash } from "../upstash.ts";

/** A door to Redis that can be shut, and reopened at the same port. */
class Door {
  #server: Server | undefined;
  #sockets = new Set<Socket>();
  port = 0;

  async open(): Promise<void> {
    const { hostname, port } = new URL(inject("stack").redisUrl);
    this.#server = createServer((near) => {
      const far = connect(Number(port || 6379), hostname);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on("error", () => socket.destroy());
      }
      near.pipe(far).pipe(near);
    });
    this.#server.listen(this.port, "127.0.0.1");
    await once(this.#server, "listening");
    this.port = (this.#server.address() as AddressInfo).port;
  }

  async shut(): Promise<void> {
    if (!this.#server) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    this.#server = undefined;
    await closed;
  }
}

const door = new Door();
let upstash: Running;

beforeAll(async () => {
  await door.open();
  const redisUrl = `redis://127.0.0.1:${door.port}`;
  upstash = await startUpstash({ port: 0, redisUrl, token: "t", readOnlyToken: "r", control: new Control() });
});
afterAll(async () => {
  await upstash.stop();
  await door.shut();
});

async function send(path: string, body: string): Promise<Response> {
  return await fetch(upstash.url + path, { method: "POST", body, headers: { Authorization: "Bearer t" } });
}

describe("when Redis goes away", () => {
  it("says so at once, and goes on by itself when Redis is back", async () => {
    const key = `upstash-test:${randomUUID()}`;
    expect(await (await send("/", JSON.stringify(["INCR", key]))).json()).toEqual({ result: 1 });
    await door.shut();
    for (const path of ["/", "/pipeline", "/multi-exec"]) {
      const answer = await send(path, JSON.stringify(path === "/" ? ["INCR", key] : [["INCR", key]]));
      expect(answer.status).toBe(503);
      expect(await answer.json()).toEqual({ error: expect.stringContaining("cannot reach Redis") as string });
    }
    await door.open();
    expect(await (await send("/", JSON.stringify(["INCR", key]))).json()).toEqual({ result: 2 });
  });

  it("answers those that were waiting, and loses no one's place after it", async () => {
    const busy = Array.from({ length: 30 }, async () => {
      const answer = await send("/", JSON.stringify(["EVAL", "for i = 1, 2e6 do end return 'done'", 0]));
      return { status: answer.status, body: await answer.json() };
    });
    await Promise.race(busy);
    await door.shut();
    const answers = await Promise.all(busy);
    expect(answers.map(({ status }) => status)).toContain(503);
    for (const { status, body } of answers)
      expect(body).toEqual(
        status === 200 ? { result: "done" } : { error: expect.stringContaining("cannot reach Redis") as string },
      );
    await door.open();
    const echoes = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => await (await send("/", `["ECHO","${index}"]`)).json()),
    );
    expect(echoes).toEqual(echoes.map((_, index) => ({ result: String(index) })));
  });
});
