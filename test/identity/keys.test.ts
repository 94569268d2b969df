import { beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { connectRedis } from "../../db/core/redis.ts";
import { bumpTags } from "../../db/core/tags.ts";
import { continueTrace } from "../../db/core/trace.ts";
import { personTag } from "../../db/modules/identity/rules/tags.ts";
import { manifests, type Slug } from "../../db/modules/registry.ts";
import { profileExample } from "../../workers/modules/identity/profile.ts";
import { modules } from "../../workers/modules/index.ts";
import { enter, makeAccount } from "../setup/accounts.ts";
import { ask, newTrace, roundTrips, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";

let institution: TestInstitution;
beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
});

interface Made {
  readonly id: string;
  readonly awalan: string;
  readonly kunci: string;
  readonly code?: string;
}

const make = (actor: Actor, izin: string[], more: object = {}) =>
  ask<Made>(actor, "POST", "/identity/keys", { nama: "Sinkronisasi", izin, ...more });

/** Asks as the program that has a key. */
const as = (kunci: string) => ({ token: kunci, userId: "", pegawaiId: "" });

/** Somebody with an account of their own, in a role, with a key. */
async function withKey(peran: string, izin: string[], more: object = {}) {
  const actor = await enter(institution, await makeAccount(institution, { peran }));
  const { status, body } = await make(actor, izin, more);
  expect(status, JSON.stringify(body)).toBe(201);
  return { actor, ...body };
}

describe("an API key", () => {
  it("acts as its maker within the permissions it was given, and no further", async () => {
    const { kunci } = await withKey("rektor", ["sppd.read"]);
    expect((await ask(as(kunci), "GET", "/sppd")).status).toBe(200);
    expect((await ask(as(kunci), "GET", "/pegawai")).body).toMatchObject({ status: 403, code: "TIDAK_BERWENANG" });
    expect((await ask(as(kunci), "GET", "/referensi/unit-kerja")).status).not.toBe(401);
  });

  it("cannot be given what its maker may not do, nor what does not exist", async () => {
    const actor = await enter(institution, await makeAccount(institution));
    expect((await make(actor, ["pegawai.create"])).body).toMatchObject({
      code: "DATA_TIDAK_SAH",
      errors: [{ pointer: "/izin/0", code: "IZIN_MELAMPAUI" }],
    });
    expect((await make(actor, ["segala.hal"])).status).toBe(422);
    expect((await make(actor, ["sppd.read"], { user_id: crypto.randomUUID() })).status).toBe(422);
  });

  it("is shown once: what is kept and listed is its beginning, and a hash", async () => {
    const { actor, kunci, awalan, id } = await withKey("dosen", ["sppd.read"]);
    expect([kunci.startsWith(awalan), kunci.length]).toEqual([true, 112]);
    const listed = await ask<{ data: { id: string; awalan: string }[] }>(actor, "GET", "/identity/keys");
    expect(listed.body.data).toMatchObject([{ id, awalan, izin: ["sppd.read"] }]);
    const rows = await ownerRows(
      "select k.*, (select jsonb_agg(i) from idempotency_keys i) as i from kunci_api k where id = $1",
      [id],
    );
    for (const text of [JSON.stringify(listed.body), JSON.stringify(rows)])
      expect(text).not.toContain(kunci.slice(-43));
  });

  it("is made once under an idempotency key, and what is kept for the repetition opens nothing", async () => {
    const actor = await enter(institution, await makeAccount(institution));
    const key = { "idempotency-key": crypto.randomUUID() };
    const body = { nama: "Dua kali", izin: ["sppd.read"] };
    const [once, twice] = [
      await ask<Made>(actor, "POST", "/identity/keys", body, key),
      await ask<Made>(actor, "POST", "/identity/keys", body, key),
    ];
    expect([twice.status, twice.body]).toEqual([201, once.body]);
    const rows = await ownerRows("select answer from idempotency_keys where user_id = $1", [actor.userId]);
    expect(JSON.stringify(rows)).not.toContain(once.body.kunci.slice(-43));
  });

  it("is no key with another secret, another owner, or another institution", async () => {
    const [one, other] = [await withKey("dosen", ["sppd.read"]), await withKey("dosen", ["sppd.read"])];
    const forged = [
      `${one.kunci.slice(0, 69)}${other.kunci.slice(69)}`,
      `${one.kunci.slice(0, -4)}AAAA`,
      `${one.kunci.slice(0, 30)}AAAA${one.kunci.slice(34)}`,
      "srb_",
      `srb_${"A".repeat(64)}_${"A".repeat(43)}`,
    ];
    for (const kunci of forged)
      expect((await ask(as(kunci), "GET", "/identity/me")).body, kunci).toMatchObject({
        status: 401,
        code: "KUNCI_TIDAK_BERLAKU",
      });
  });

  it("does nothing that only the person themselves may: password, factor, keys, profiles, sessions, notifications, other institutions", async () => {
    const { actor, kunci, id } = await withKey("admin", ["sppd.read", "identity.users.manage"]);
    const profile = `/identity/users/${institution.people["D1"]?.user_id}/profile`;
    const news = crypto.randomUUID();
    const attempts: [string, string, unknown?][] = [
      ["PUT", "/identity/password", { lama: "x", baru: "kata sandi baru 2026" }],
      ["POST", "/identity/otp", { password: "x" }],
      ["POST", "/identity/keys", { nama: "Lagi", izin: ["sppd.read"] }],
      ["GET", "/identity/keys"],
      ["DELETE", `/identity/keys/${id}`],
      ["POST", "/identity/logout"],
      ["POST", "/identity/memberships", { institution: "x", identifier: "x", password: "x" }],
      ["GET", "/identity/profile"],
      ["GET", profile],
      ["PUT", profile, profileExample],
      ["GET", "/identity/sessions"],
      ["DELETE", `/identity/users/${actor.userId}/sessions`],
      ["GET", "/identity/activity"],
      ["GET", "/notifications"],
      ["GET", "/notifications/unread"],
      ["POST", "/notifications/read-all", { sampai: news }],
      ["POST", `/notifications/${news}/read`],
      ["GET", "/notifications/preferences"],
      ["PUT", "/notifications/preferences", { ringkasan_surel: "harian" }],
    ];
    for (const [method, path, body] of attempts)
      expect([path, (await ask(as(kunci), method, path, body)).body["code"]]).toEqual([path, "BUKAN_UNTUK_KUNCI"]);
  });

  it("sees without a permission whose key it is, and what everybody of the institution does; nothing else", async () => {
    const slugs = Object.keys(manifests) as Slug[];
    const declared = (await Promise.all(slugs.map((slug) => modules[slug]()))).flatMap(({ routes }) => routes);
    const open = declared.flatMap((route) =>
      route.access === "session" && !route.inPerson ? [route.operationId] : [],
    );
    expect(open.toSorted()).toEqual(
      [
        "whoAmI listPermissions listWilayah listTarif listGolongan listHolidays listBudgets listUnits",
        "listBusinessTypes getBusinessType listModules listRecommendations listRecommendationsOf listUserModules",
        "getLicence listActiveModules getInstitution listOffices listDelegations",
        "exportBudgets exportHolidays exportTarif exportUnits getExport",
      ]
        .flatMap((line) => line.split(" "))
        .toSorted(),
    );
  });
});

describe("a key that is warm", () => {
  it("costs no SQL and no Redis for the check, like a session", async () => {
    const { kunci } = await withKey("dosen", ["sppd.read"]);
    const me = async () => {
      const { traceId, traceparent } = newTrace();
      const { status } = await ask(as(kunci), "GET", "/identity/me", undefined, { traceparent });
      const { neon, upstash } = await roundTrips(traceId);
      return { status, neon, upstash };
    };
    const warm = await until(me, ({ neon, upstash }) => neon === 0 && upstash === 0);
    expect(warm).toEqual({ status: 200, neon: 0, upstash: 0 });
    const used = () =>
      ownerRows<{ at: string }>("select last_used_at::text as at from kunci_api where awalan = $1", [
        kunci.slice(0, 16),
      ]);
    const [first] = await until(used, ([row]) => Boolean(row?.at));
    expect(first?.at).toBeTruthy();
    await me();
    expect(await used()).toEqual([first]);
  });
});

describe("a key ends", () => {
  const ends = async (kunci: string) => {
    const told = async () => (await ask(as(kunci), "GET", "/identity/me")).body["code"];
    await expect.poll(told).toBe("KUNCI_TIDAK_BERLAKU");
  };

  it("when it is revoked, at once and for good", async () => {
    const { actor, kunci, id } = await withKey("dosen", ["sppd.read"]);
    expect((await ask(as(kunci), "GET", "/identity/me")).status).toBe(200);
    const stranger = await enter(institution, await makeAccount(institution));
    expect((await ask(stranger, "DELETE", `/identity/keys/${id}`)).status).toBe(404);
    expect((await ask(actor, "DELETE", `/identity/keys/${id}`)).status).toBe(204);
    await ends(kunci);
    expect((await ask<{ data: unknown[] }>(actor, "GET", "/identity/keys")).body.data).toEqual([]);
  });

  it("when its time is over, though it was warm", async () => {
    const soon = new Date(Date.now() + 2_500).toISOString();
    const { kunci } = await withKey("dosen", ["sppd.read"], { berlaku_sampai: soon });
    await ends(kunci);
  });

  it("for what its maker may no longer do, and altogether with its maker", async () => {
    const { actor, kunci } = await withKey("rektor", ["sppd.read"]);
    expect((await ask(as(kunci), "GET", "/sppd")).status).toBe(200);
    const change = async (statement: string) => {
      await ownerRows(statement, [actor.userId]);
      await dropTag(actor);
    };
    await change("delete from user_roles where user_id = $1");
    await expect.poll(async () => (await ask(as(kunci), "GET", "/sppd")).status).toBe(403);
    await change("update users set aktif = false where id = $1");
    await ends(kunci);
  });
});

/** What a change of the product does after its commit: a statement of the owner's knows nothing of Redis. */
async function dropTag(actor: Actor): Promise<void> {
  const redis = connectRedis(readConfig(inject("stack").env), continueTrace(null));
  await bumpTags(redis, institution.id, [personTag(actor.userId)]);
}
