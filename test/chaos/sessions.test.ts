import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { pause, until } from "../setup/http.ts";
import { makeInstitution } from "../setup/institution.ts";
import { claimsOf, saidTo, sessionRows, tryLogin } from "../setup/logins.ts";

let redis: Redis;
beforeAll(() => {
  redis = new Redis(inject("stack").redisUrl);
});
afterAll(() => redis.disconnect());

it("ten logins of one person at once, with Redis flushed among them, leave one session, which stays", async () => {
  const institution = await makeInstitution({ perangkat: null });
  const user = institution.people["D1"]?.user_id ?? "";
  const { edge, edge2 } = inject("stack").urls;
  let answered = 0;
  let flushed: Promise<unknown> | undefined;
  const logins = await Promise.all(
    Array.from({ length: 10 }, async (_, n) => {
      const reply = await tryLogin(institution, "d1", { edge: n % 2 === 0 ? edge : edge2 });
      if (++answered === 4) flushed = redis.flushall();
      return reply;
    }),
  );
  await flushed;
  expect(new Set(logins.map(({ status }) => status))).toEqual(new Set([200]));
  const rows = await until(
    () => sessionRows(user),
    (list) => list.length === 10 && list.filter(({ alasan }) => alasan === null).length === 1,
  );
  const open = rows.filter(({ alasan }) => alasan === null).map(({ id }) => id);
  const standing = async () => {
    const said = await Promise.all(logins.map(async ({ body }) => [claimsOf(body.token).s, await saidTo(body.token)]));
    return said.flatMap(([id = "", told]) => (told === "200" ? [id] : []));
  };
  expect(await until(standing, (list) => list.join() === open.join())).toEqual(open);
  await redis.flushall();
  await pause(1_200);
  expect(await standing()).toEqual(open);
});

it("where nobody is let in twice, a flushed Redis lets nobody in beside whoever may be at work", async () => {
  const institution = await makeInstitution({ perangkat: "tolak" });
  const d1 = await institution.actor("D1");
  await until(
    () => sessionRows(d1.userId),
    ({ length }) => length === 1,
  );
  await redis.flushall();
  expect((await tryLogin(institution, "d1")).body.code).toBe("PERANGKAT_LAIN_AKTIF");
  await pause(1_200);
  expect(await saidTo(d1.token)).toBe("200");
});
