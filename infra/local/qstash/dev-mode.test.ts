import { Client } from "@upstash/qstash";
import { afterEach, expect, inject, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
});

it("the stack's queue is what an SDK in development mode looks for", async () => {
  vi.stubEnv("QSTASH_DEV", "true");
  vi.stubEnv("QSTASH_DEV_PORT", new URL(inject("stack").urls.qstash).port);
  const client = new Client();
  // In an hour: nobody is there to receive it.
  const { messageId } = await client.publish({ url: "http://127.0.0.1:9/", body: "x", delay: 3600 });
  expect(await client.messages.get(messageId)).toMatchObject({ body: "x" });
  expect(await client.messages.cancel(messageId)).toEqual({ cancelled: 1 });
});
