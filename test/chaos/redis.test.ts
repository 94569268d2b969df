import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { sessionIdleSeconds } from "../../db/modules/identity/session.ts";
import { checkBooks } from "../setup/books.ts";
import { ask, pause, until } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, draft, orderE1 } from "../setup/orders.ts";
import { kill, start } from "../setup/processes.ts";
import { recover } from "../setup/recovery.ts";

let institution: TestInstitution;
let redis: Redis;
let d1: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  redis = new Redis(inject("stack").redisUrl, { retryStrategy: () => 100, maxRetriesPerRequest: null });
  redis.on("error", () => undefined);
  d1 = await loggedIn("D1");
});
afterAll(() => redis.disconnect());

/** Longer than an isolate believes what Redis once said. */
const forgotten = () => pause(1_200);
/** Somebody who has logged in, once their session's record, which follows the answer, is there. */
async function loggedIn(key: string): Promise<Actor> {
  const records = () => redis.keys(`session:${institution.id}:*`);
  const before = (await records()).length;
  const actor = await institution.actor(key);
  await until(records, ({ length }) => length > before);
  return actor;
}
const whoAmI = async (actor: Actor) => (await ask(actor, "GET", "/identity/me")).status;

it("a flushed Redis throws nobody out, and lets nobody back in", async () => {
  const out = await loggedIn("D2");
  await forgotten();
  expect((await ask(out, "POST", "/identity/logout")).status).toBe(204);
  expect((await ask(d1, "GET", "/sppd")).status).toBe(200);
  const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
  await redis.flushall();
  await forgotten();
  // A screen asks for many things at once.
  const replies = await Promise.all(
    Array.from({ length: 6 }, () => ask<{ data: { id: string }[] }>(d1, "GET", "/sppd")),
  );
  expect(replies.map(({ status, body }) => [status, body.data[0]?.id])).toEqual(replies.map(() => [200, id]));
  expect(await whoAmI(out)).toBe(401);
});

it("a session that ends by inactivity stays ended, once Redis remembers for as long", async () => {
  const idle = await loggedIn("D3");
  await forgotten();
  for (const key of await redis.keys(`session:${institution.id}:*`)) await redis.del(key);
  await redis.set("sessions:since", Math.floor(Date.now() / 1000) - sessionIdleSeconds);
  await forgotten();
  expect(await whoAmI(idle)).toBe(401);
});

it("while Redis is gone everybody works on, is told so, and whoever leaves stays out when it is back", async () => {
  await redis.flushall();
  const leaving = await loggedIn("A1");
  await forgotten();
  await kill("redis");
  const reply = await ask(d1, "GET", "/sppd");
  expect([reply.status, reply.headers.get("x-cache"), reply.headers.get("serambi-degraded")]).toEqual([
    200,
    "BYPASS",
    "redis",
  ]);
  const [order] = (await ask<{ data: { id: string }[] }>(d1, "GET", "/sppd")).body.data;
  expect((await act(d1, order?.id ?? "", "ajukan")).status).toBe(200);
  expect((await ask(leaving, "POST", "/identity/logout")).status).toBe(204);
  await start("redis");
  await recover([institution.id]);
  await forgotten();
  expect(await whoAmI(leaving)).toBe(401);
  const back = await ask(d1, "GET", "/sppd");
  expect([back.status, back.headers.get("serambi-degraded")]).toEqual([200, null]);
  await checkBooks(institution);
});
