import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { Config } from "./env.ts";
import { connectRedis, RedisAway } from "./redis.ts";
import { continueTrace } from "./trace.ts";

let server: Server | undefined;
afterEach(() => server?.close());

/** A Redis that answers every request with this, and breaks off when told to promise more than it says. */
async function answering(body: string, promised = body.length) {
  server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": promised });
    if (promised === body.length) response.end(body);
    else response.write(body, () => void response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  // Nothing else of the configuration is read.
  const config = { UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${port}`, UPSTASH_REDIS_REST_TOKEN: "t" };
  return connectRedis(config as unknown as Config, continueTrace(null));
}

describe("Redis is away", () => {
  it("when it breaks off in the middle of an answer", async () => {
    const redis = await answering('{"result":', 200);
    await expect(redis.get("x")).rejects.toBeInstanceOf(RedisAway);
  });

  it("when it refuses the commands of a pipeline, as one that is just starting does", async () => {
    const redis = await answering('[{"result":"OK"},{"error":"LOADING Redis is loading the dataset in memory"}]');
    await expect(redis.pipeline().get("x").get("y").exec()).rejects.toBeInstanceOf(RedisAway);
  });

  it("and not when it answers", async () => {
    const redis = await answering('[{"result":"MQ=="},{"result":null}]');
    expect(await redis.pipeline().get("x").get("y").exec()).toHaveLength(2);
  });
});
