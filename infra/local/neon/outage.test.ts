import { neon, neonConfig } from "@neondatabase/serverless";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Door, failure, type NeonUnderTest, startNeonUnderTest } from "./testing.ts";

const door = new Door();
let server: NeonUnderTest;

beforeAll(async () => {
  await door.unlock();
  server = await startNeonUnderTest(door.port);
  neonConfig.fetchEndpoint = () => `${server.url}/sql`;
});
afterAll(async () => {
  await server.stop();
  await door.shut();
});

it("a statement that loses Postgres fails at once, and the next ones say that it is away", async () => {
  const sql = neon(server.connectionString);
  const lost = failure(sql`SELECT pg_sleep(60)`);
  await expect.poll(() => server.control.counts("untraced").neon.requests).toBe(1);
  await sql`SELECT 1`;
  await door.shut();
  expect((await lost).message).toBe("connection closed");
  for (let round = 0; round < 3; round += 1) {
    await expect(sql`SELECT 1`).rejects.toThrow("HTTP status 500");
    await expect(sql`SELECT 1`).rejects.toThrow("couldn't connect to compute node");
  }
});

it("serves again as soon as Postgres is back", async () => {
  await door.unlock();
  expect(await neon(server.connectionString)`SELECT 1 AS one`).toEqual([{ one: 1 }]);
});
