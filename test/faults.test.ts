import { beforeAll, describe, expect, it } from "vitest";
import { withFault } from "./setup/faults.ts";
import { ask, codeOf, pause, until } from "./setup/http.ts";
import { makeInstitution, testPassword, type Actor, type TestInstitution } from "./setup/institution.ts";
import { act, draft, orderE1 } from "./setup/orders.ts";

let institution: TestInstitution;
let d1: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
});

describe("while Redis is away", () => {
  it("people are served from the database and told so, and an ended session stays ended", async () => {
    const other = await institution.actor("D2");
    // The record of a login follows its answer.
    await pause(1_100);
    await ask(other, "POST", "/identity/logout");
    await pause(1_100);
    await withFault({ service: "upstash", kind: "error", match: institution.id }, async () => {
      const reply = await ask(d1, "GET", "/sppd");
      expect([reply.status, reply.headers.get("x-cache"), reply.headers.get("serambi-degraded")]).toEqual([
        200,
        "BYPASS",
        "redis",
      ]);
      expect((await ask(other, "GET", "/sppd")).body).toMatchObject({ status: 401, code: "SESSION_EXPIRED" });
      const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
      expect((await act(d1, id, "ajukan")).status).toBe(200);
    });
  });
});

describe("while Redis is slow", () => {
  const slow = { service: "upstash", kind: "delay", ms: 30_000 } as const;

  it("nobody waits for it: the database answers, takes changes, lets people in, and knows who has left", async () => {
    const other = await institution.actor("W1");
    expect((await ask(other, "POST", "/identity/logout")).status).toBe(204);
    // What the isolate remembers of a session is over.
    await pause(1_100);
    await withFault({ ...slow, match: institution.id }, async () => {
      const login = { identifier: "op", password: testPassword, institution: institution.slug };
      const [shown, made, entered, left] = await Promise.all([
        ask(d1, "GET", "/sppd"),
        ask(d1, "POST", "/sppd", orderE1(institution, [d1.pegawaiId])),
        ask(null, "POST", "/identity/login", login),
        ask(other, "GET", "/sppd"),
      ]);
      const how = ["x-cache", "serambi-degraded"].map((name) => shown.headers.get(name));
      expect([shown.status, ...how]).toEqual([200, "BYPASS", "redis"]);
      expect([made.status, made.headers.get("serambi-degraded"), entered.status]).toEqual([201, "redis", 200]);
      expect(left.body).toMatchObject({ status: 401, code: "SESSION_EXPIRED" });
      const newcomer = { ...d1, token: String(entered.body["token"]) };
      expect((await ask(newcomer, "GET", "/identity/me")).status).toBe(200);
    });
  });

  it("where nobody is let in twice, nobody is, be the first there from before or since", async () => {
    const strict = await makeInstitution({ perangkat: "tolak" });
    const enter = (identifier: string) =>
      ask(null, "POST", "/identity/login", { identifier, password: testPassword, institution: strict.slug });
    await strict.actor("D1");
    await withFault({ ...slow, match: strict.id }, async () => {
      expect(codeOf(await enter("d1"))).toBe("403 PERANGKAT_LAIN_AKTIF");
      expect((await enter("d2")).status).toBe(200);
      expect(codeOf(await enter("d2"))).toBe("403 PERANGKAT_LAIN_AKTIF");
    });
  });
});

describe("while Redis refuses", () => {
  it("a password is changed all the same, and the other sessions end once it is back", async () => {
    const own = await institution.actor("A1");
    const login = { identifier: "a1", password: testPassword, institution: institution.slug };
    const { body } = await ask<{ token: string }>(null, "POST", "/identity/login", login);
    const other = { ...own, token: body.token };
    await pause(1_100);
    await withFault({ service: "upstash", kind: "error", match: institution.id }, async () => {
      const change = { lama: testPassword, baru: "kata sandi baru 2026" };
      expect((await ask(own, "PUT", "/identity/password", change)).status).toBe(204);
    });
    const whoAmI = async () => (await ask(other, "GET", "/identity/me")).status;
    expect(await until(whoAmI, (status) => status === 401)).toBe(401);
    expect((await ask(own, "GET", "/identity/me")).status).toBe(200);
  });
});

describe("while Postgres hangs", () => {
  it("nobody waits for ever: what was read is shown as old, a change is refused", async () => {
    const { body } = await ask(d1, "GET", "/sppd?per_page=9");
    await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await withFault({ service: "neon", kind: "delay", ms: 120_000, match: institution.id }, async () => {
      const [stale, refused] = await Promise.all([
        ask(d1, "GET", "/sppd?per_page=9"),
        ask(d1, "POST", "/sppd", orderE1(institution, [d1.pegawaiId])),
      ]);
      expect([stale.status, stale.headers.get("x-cache"), stale.body]).toEqual([200, "STALE", body]);
      expect([refused.status, refused.body["code"]]).toEqual([503, "BASIS_DATA_TIDAK_TERSEDIA"]);
    });
  });
});

describe("while Postgres is away", () => {
  it("what was read before is shown, marked stale; a change is refused with when to try again, and not half done", async () => {
    const fresh = await ask(d1, "GET", "/sppd?per_page=7");
    expect(fresh.status).toBe(200);
    const body = orderE1(institution, [d1.pegawaiId]);
    // A change drops the list's cache, so that it would have to be read again.
    await draft(d1, body);
    await withFault({ service: "neon", kind: "error", match: institution.id }, async () => {
      const stale = await ask(d1, "GET", "/sppd?per_page=7");
      expect([stale.status, stale.headers.get("x-cache")]).toEqual([200, "STALE"]);
      expect(stale.body).toEqual(fresh.body);
      const refused = await ask(d1, "POST", "/sppd", body);
      expect([refused.status, refused.body["code"]]).toEqual([503, "BASIS_DATA_TIDAK_TERSEDIA"]);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    });
    expect((await ask(d1, "POST", "/sppd", body)).status).toBe(201);
  });
});
