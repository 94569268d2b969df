import { createHash } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFreePort } from "../ports.ts";
import { startLimitedRedis } from "./limited.ts";

let server: { stop(): Promise<void> };
let redis: Redis;

beforeAll(async () => {
  const port = await findFreePort();
  server = await startLimitedRedis(port);
  redis = new Redis(port, "127.0.0.1");
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

describe("the Redis for machines that have none", () => {
  it("answers a real client over TCP", async () => {
    expect(await redis.set("salam", "selamat pagi", "EX", 100)).toBe("OK");
    expect(await redis.get("salam")).toBe("selamat pagi");
    expect(await redis.get("tiada")).toBeNull();
    expect(await redis.ttl("salam")).toBeGreaterThan(90);
    expect(await redis.hset("h", { a: "1", b: "2" })).toBe(2);
    expect(await redis.hmget("h", "a", "x")).toEqual(["1", null]);
  });

  it("answers what was sent at once in its order", async () => {
    const counts = await Promise.all(Array.from({ length: 50 }, () => redis.incr("urut")));
    expect(counts).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it("runs transactions and scripts", async () => {
    expect(await redis.multi().incr("n").incr("n").exec()).toEqual([
      [null, 1],
      [null, 2],
    ]);
    expect(await redis.eval("return redis.call('INCRBY', KEYS[1], ARGV[1])", 1, "n", "5")).toBe(7);
  });

  it("keeps scripts under their hashes, with Redis 7's first line", async () => {
    const script = "#!lua\nreturn {1, false, 'x'}";
    const sha = createHash("sha1").update(script).digest("hex");
    await expect(redis.evalsha(sha, 0)).rejects.toThrow("NOSCRIPT");
    expect(await redis.script("LOAD", script)).toBe(sha);
    expect(await redis.evalsha(sha, 0)).toEqual([1, null, "x"]);
  });

  it("answers a command it does not know with an error, and goes on", async () => {
    await expect(redis.call("XYZZY")).rejects.toThrow("unknown command");
    expect(await redis.ping()).toBe("PONG");
  });
});
