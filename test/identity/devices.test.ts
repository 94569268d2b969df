import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { FaultRequest } from "../../infra/local/control/faults.ts";
import { readConfig } from "../../db/core/env.ts";
import { connectDatabase } from "../../db/core/postgres.ts";
import { connectRedis } from "../../db/core/redis.ts";
import { continueTrace } from "../../db/core/trace.ts";
import type { Work } from "../../db/core/work.ts";
import { recordSession } from "../../db/modules/identity/actions/record-session.ts";
import type { Principal } from "../../db/modules/identity/principal.ts";
import { replacedText, sessionIdleSeconds } from "../../db/modules/identity/session.ts";
import { sweep } from "../setup/deliveries.ts";
import { edges, loginsAtOnce, refusalOf, settled, standing, userOf } from "../setup/devices.ts";
import { withFault } from "../setup/faults.ts";
import { ask, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "../setup/institution.ts";
import { keyOf, saidTo, sessionRows, tokenOf } from "../setup/logins.ts";

let redis: Redis;
beforeAll(async () => {
  redis = new Redis(inject("stack").redisUrl);
  // Redis remembers for long: what it does not know has ended.
  await redis.set("sessions:since", Math.floor(Date.now() / 1000) - 2 * sessionIdleSeconds);
});
afterAll(() => redis.disconnect());

/** An institution that has chosen nothing. */
const make = (): Promise<TestInstitution> => makeInstitution({ perangkat: null });

describe("one device at a time", () => {
  it("is the later one: the former one's next request is told so, however lately it was believed", async () => {
    const institution = await make();
    const first = await tokenOf(institution, "d1");
    for (const edge of edges()) expect(await saidTo(first, edge)).toBe("200");
    const second = await tokenOf(institution, "d1");
    const began = Date.now();
    // The edge that let the other one in, and one that has just believed the first.
    expect(await saidTo(first)).toBe("401 DEVICE_CONFLICT");
    expect(await refusalOf(first, inject("stack").urls.edge2)).toBe("401 DEVICE_CONFLICT");
    expect(Date.now() - began).toBeLessThan(5_000);
    for (const edge of edges()) expect(await saidTo(second, edge)).toBe("200");
  });

  it("is one of ten that come at once, in Redis and in the database alike", async () => {
    const institution = await make();
    const logins = await loginsAtOnce(institution, "d1");
    expect(new Set(logins.map(({ status }) => status))).toEqual(new Set([200]));
    const tokens = logins.map(({ body }) => body.token);
    const open = await settled(userOf(institution, "D1"), 10);
    expect(await standing(tokens)).toEqual({ standing: open, others: ["401 DEVICE_CONFLICT"] });
    const kept = await redis.mget(tokens.map(keyOf));
    expect(kept.filter((text) => text !== null && text !== replacedText)).toHaveLength(1);
    // The one that Redis numbered last.
    const numbers = await sessionRows(userOf(institution, "D1"));
    expect(numbers.at(-1)?.id).toBe(open[0]);
    expect(new Set(numbers.map(({ versi }) => versi)).size).toBe(10);
  });

  it("is one of ten that come at once while Redis is away, and stays that one when it is back", async () => {
    const institution = await make();
    const before = await tokenOf(institution, "d1");
    await settled(userOf(institution, "D1"), 1);
    const tokens = await withFault({ service: "upstash", kind: "error", match: institution.id }, async () => {
      const logins = await loginsAtOnce(institution, "d1");
      expect(new Set(logins.map(({ status }) => status))).toEqual(new Set([200]));
      const given = logins.map(({ body }) => body.token);
      const open = await settled(userOf(institution, "D1"), 11);
      expect(await standing([before, ...given])).toEqual({ standing: open, others: ["401 DEVICE_CONFLICT"] });
      return given;
    });
    // What could not be told within seconds is told by the sweep.
    await ownerRows("update tag_bumps set created_at = created_at - interval '1 hour' where institution_id = $1", [
      institution.id,
    ]);
    await sweep();
    const open = await sessionRows(userOf(institution, "D1"), true);
    expect(await standing([before, ...tokens])).toEqual({ standing: [open[0]?.id], others: ["401 DEVICE_CONFLICT"] });
  });

  it("is one of ten also when Redis fails some of them and hears of others", async () => {
    const institution = await make();
    // Two are refused by Redis; two more it hears of, and its answer is lost.
    const wish = {
      service: "upstash",
      kind: "error",
      match: [institution.id, "perangkat:"],
      times: 2,
    } satisfies FaultRequest;
    const logins = await withFault(wish, () =>
      withFault({ ...wish, when: "after" }, () => loginsAtOnce(institution, "d1")),
    );
    const tokens = logins.filter(({ status }) => status === 200).map(({ body }) => body.token);
    expect(tokens).toHaveLength(10);
    const open = await settled(userOf(institution, "D1"), 10);
    expect(open).toHaveLength(1);
    expect(await standing(tokens)).toEqual({ standing: open, others: ["401 DEVICE_CONFLICT"] });
  });

  it("is the one with the highest number, in whatever order the records come, and however often", async () => {
    const institution = await make();
    const person = institution.people["D1"];
    const principal = (versi: number) =>
      ({ user_id: person?.user_id ?? "", session_id: sessions[versi] ?? "" }) as Principal;
    const sessions = Object.fromEntries([1, 2, 3].map((versi) => [versi, crypto.randomUUID()]));
    const [row] = await ownerRows<{ sejak: string }>(
      "select password_changed_at::text as sejak from users where id = $1",
      [person?.user_id],
    );
    const record = async (versi: number) =>
      await recordSession(workIn(institution.id), {
        principal: principal(versi),
        versi,
        menggantikan: null,
        sandi_sejak: row?.sejak ?? "",
        perangkat: "uji",
        alamat: "192.0.2.1",
      });
    expect(await record(2)).toMatchObject({ berdiri: true, berakhir: [] });
    expect(await record(1)).toMatchObject({ berdiri: false, berakhir: [] });
    expect(await record(3)).toMatchObject({ berdiri: true, berakhir: [sessions[2]] });
    for (const versi of [1, 2, 3]) expect(await record(versi)).toMatchObject({ berdiri: null, berakhir: [] });
    expect(await sessionRows(person?.user_id ?? "")).toMatchObject([
      { versi: "1", alasan: "perangkat" },
      { versi: "2", alasan: "perangkat" },
      { versi: "3", alasan: null },
    ]);
    const log = await ownerRows("select aksi, alamat from aktivitas where user_id = $1", [person?.user_id]);
    expect(log).toEqual([1, 2, 3].map(() => ({ aksi: "masuk", alamat: "192.0.2.1" })));
  });
});

/** What an action works with, here. */
function workIn(institutionId: string): Work {
  const config = readConfig(inject("stack").env);
  const trace = continueTrace(null);
  return {
    config,
    trace,
    db: connectDatabase(config, trace),
    redis: connectRedis(config, trace),
    institutionId,
    later: (promise) => void promise.catch(() => undefined),
    onTags: () => undefined,
    live: () => Promise.resolve(),
  };
}

describe("a session", () => {
  it("that was left is told that it has ended, not that another took it over", async () => {
    const institution = await make();
    const actor = await institution.actor("D2");
    expect((await ask(actor, "POST", "/identity/logout")).status).toBe(204);
    expect(await saidTo(actor.token)).toBe("401 SESSION_EXPIRED");
    expect(await refusalOf(actor.token, inject("stack").urls.edge2)).toBe("401 SESSION_EXPIRED");
    await until(
      () => sessionRows(actor.userId),
      ([row]) => row?.perangkat !== "",
    );
    expect(await sessionRows(actor.userId)).toMatchObject([{ alasan: "keluar" }]);
  });

  it("ends by two hours of inactivity, which every request puts off", async () => {
    const institution = await make();
    const token = await tokenOf(institution, "d3");
    await redis.expire(keyOf(token), 60);
    const left = await until(
      async () => {
        await saidTo(token);
        return await redis.ttl(keyOf(token));
      },
      (seconds) => seconds > 60,
      5_000,
    );
    expect(left).toBeGreaterThan(sessionIdleSeconds - 30);
    await redis.pexpire(keyOf(token), 1);
    expect(await refusalOf(token)).toBe("401 SESSION_EXPIRED");
    // Nobody took its place; but for the inactivity it would stand.
    expect(await sessionRows(userOf(institution, "D3"))).toMatchObject([{ alasan: null }]);
  });

  it("is numbered above what the database knows, whatever Redis has forgotten", async () => {
    const institution = await make();
    const user = userOf(institution, "D1");
    await tokenOf(institution, "d1");
    await settled(user, 1);
    await redis.del(`perangkat:${institution.id}:${user}`);
    await tokenOf(institution, "d1");
    await settled(user, 2);
    const [one, two] = await sessionRows(user);
    expect(Number(two?.versi)).toBeGreaterThan(Number(one?.versi));
    expect([one?.alasan, two?.alasan]).toEqual(["perangkat", null]);
  });
});
