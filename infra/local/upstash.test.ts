import { createHash, randomUUID } from "node:crypto";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { describe, expect, inject, it } from "vitest";

const { urls, env } = inject("stack");
const url = urls.upstash;
const token = env.UPSTASH_REDIS_REST_TOKEN ?? "";
const redis = new Redis({ url, token, enableTelemetry: false });
const raw = new Redis({ url, token, enableTelemetry: false, automaticDeserialization: false });

function nameKey(): string {
  return `upstash-test:${randomUUID()}`;
}

describe("the SDK's Redis", () => {
  it("gives back strings as they were stored", async () => {
    const odd = ["", "OK", "PONG", "8J+kpg==", "é \u0000\n\r\t\"'\\", "𝕊 🧭 ไทย", "x".repeat(200_000), "null", "12"];
    for (const value of odd) {
      const key = nameKey();
      expect(await raw.set(key, value)).toBe("OK");
      expect(await raw.get(key)).toBe(value);
    }
    const list = nameKey();
    await raw.rpush(list, ...odd);
    expect(await raw.lrange(list, 0, -1)).toEqual(odd);
  });

  it("gives back objects, numbers and booleans", async () => {
    const key = nameKey();
    await redis.set(key, { nested: [1, "two", null, { three: true }] });
    expect(await redis.get(key)).toEqual({ nested: [1, "two", null, { three: true }] });
    await redis.hset(key + ":h", { a: 1, b: "two", c: true });
    expect(await redis.hgetall(key + ":h")).toEqual({ a: 1, b: "two", c: true });
  });

  it("knows null at every depth", async () => {
    const key = nameKey();
    expect(await redis.get(key)).toBeNull();
    await redis.set(key, "there");
    expect(await redis.mget(key, key + ":not", key)).toEqual(["there", null, "there"]);
    expect(await redis.hmget(key + ":not", "a", "b")).toBeNull();
    expect(await redis.lpop(key + ":not")).toBeNull();
  });

  it("reads nested arrays", async () => {
    expect(await redis.eval("return {1, {2, {'three', {4}}}, 'five'}", [], [])).toEqual([
      1,
      [2, ["three", [4]]],
      "five",
    ]);
    const key = nameKey();
    const id = await redis.xadd(key, "*", { field: "value", other: "2" });
    expect(await redis.xrange(key, "-", "+")).toEqual({ [id]: { field: "value", other: 2 } });
  });

  it("answers PING, which is not base64 by itself", async () => {
    expect(await redis.ping()).toBe("PONG");
  });

  it("pipelines by itself what is asked for at one instant", async () => {
    const keys = Array.from({ length: 50 }, nameKey);
    await Promise.all(keys.map(async (key, index) => await redis.set(key, index)));
    const values = await Promise.all(keys.map(async (key) => await redis.get(key)));
    expect(values).toEqual(keys.map((_, index) => index));
  });

  it("lets one command of a pipeline fail alone", async () => {
    const key = nameKey();
    const results = await redis.pipeline().set(key, "text").incr(key).get(key).exec({ keepErrors: true });
    expect(results.map(({ error }) => error)).toEqual([
      undefined,
      "ERR value is not an integer or out of range",
      undefined,
    ]);
    expect(results[2].result).toBe("text");
  });

  it("runs a transaction whole, errors of single commands included", async () => {
    const key = nameKey();
    expect(await redis.multi().set(key, 1).incr(key).get(key).exec()).toEqual(["OK", 2, 2]);
    await expect(redis.multi().set(key, "text").incr(key).exec()).rejects.toThrow("not an integer");
    expect(await redis.get(key)).toBe("text");
  });

  it("does nothing of a transaction that holds a command it cannot take", async () => {
    const key = nameKey();
    const transaction = redis.multi().set(key, 1);
    transaction.hset(key, {});
    await expect(transaction.exec()).rejects.toThrow("ERR wrong number of arguments for 'hset' command");
    expect(await redis.get(key)).toBeNull();
  });

  it("runs scripts by text and by sha1", async () => {
    const lua = `return {KEYS[1], ARGV[1], redis.call('INCR', KEYS[1])} -- ${randomUUID()}`;
    const key = nameKey();
    const sha = await redis.scriptLoad(lua);
    expect(await redis.scriptExists(sha, "0".repeat(40))).toEqual([1, 0]);
    expect(await redis.evalsha(sha, [key], ["a"])).toEqual([key, "a", 1]);
    expect(await redis.createScript(lua).exec([key], ["b"])).toEqual([key, "b", 2]);
    expect(await redis.eval(lua, [key], ["c"])).toEqual([key, "c", 3]);
    await expect(redis.evalsha("0".repeat(40), [], [])).rejects.toThrow("NOSCRIPT");
  });

  it("knows a script by the sha1 of the text that was sent, also when its flags are the service's own", async () => {
    const lua = `#!lua flags=allow-key-locking\nreturn redis.call('INCR', KEYS[1]) -- ${randomUUID()}`;
    const key = nameKey();
    const sha = createHash("sha1").update(lua).digest("hex");
    await expect(redis.evalsha(sha, [key], [])).rejects.toThrow("NOSCRIPT");
    expect(await redis.createScript<number>(lua).exec([key], [])).toBe(1);
    expect(await redis.evalsha(sha, [key], [])).toBe(2);
    expect(await redis.scriptLoad(lua)).toBe(sha);
    expect(await redis.scriptExists(sha)).toEqual([1]);
    const transaction = redis.multi().scriptLoad(lua).evalsha(sha, [key], []);
    expect(await transaction.exec()).toEqual([sha, 3]);
  });

  it("refuses a token it does not know", async () => {
    const stranger = new Redis({ url, token: "wrong", enableTelemetry: false });
    await expect(stranger.get("a")).rejects.toThrow("WRONGPASS invalid password");
  });
});

describe("the SDK's Ratelimit", () => {
  const limiters = {
    "fixed window": Ratelimit.fixedWindow(3, "10 m"),
    "sliding window": Ratelimit.slidingWindow(3, "10 m"),
    "token bucket": Ratelimit.tokenBucket(3, "10 m", 3),
  };

  for (const [name, limiter] of Object.entries(limiters)) {
    it(`lets three pass and no more (${name}), until it is reset`, async () => {
      const ratelimit = new Ratelimit({ redis, limiter, prefix: nameKey(), ephemeralCache: false });
      const answers = [];
      for (let turn = 0; turn < 5; turn++) answers.push(await ratelimit.limit("one"));
      expect(answers.map(({ success }) => success)).toEqual([true, true, true, false, false]);
      expect(answers.map(({ remaining }) => remaining).slice(0, 3)).toEqual([2, 1, 0]);
      expect((await ratelimit.limit("other")).success).toBe(true);
      expect((await ratelimit.getRemaining("one")).remaining).toBe(0);
      await ratelimit.resetUsedTokens("one");
      expect((await ratelimit.limit("one")).success).toBe(true);
    });

    it(`counts every one of 20 at the same instant (${name})`, async () => {
      const ratelimit = new Ratelimit({ redis, limiter, prefix: nameKey(), ephemeralCache: false });
      const answers = await Promise.all(Array.from({ length: 20 }, async () => await ratelimit.limit("one")));
      expect(answers.filter(({ success }) => success)).toHaveLength(3);
    });
  }
});
