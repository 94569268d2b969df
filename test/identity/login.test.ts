import argon2 from "@phi-ag/argon2/node";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { ask, newTrace, roundTrips, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, testPassword, type TestInstitution } from "../setup/institution.ts";
import { claimsOf, sessionRows, tryLogin } from "../setup/logins.ts";

let institution: TestInstitution;
let redis: Redis;
beforeAll(async () => {
  institution = await makeInstitution({ perangkat: null });
  redis = new Redis(inject("stack").redisUrl);
});
afterAll(() => redis.disconnect());

const userOf = (key: string): string => institution.people[key]?.user_id ?? "";

describe("logging in", () => {
  it("works by every kind of name, however it is written, and leads to the same person", async () => {
    // A student has no staff record; their number and their national one are names like any other.
    await ownerRows(
      `insert into user_identifiers (institution_id, value, kind, user_id)
       values ($1, '1002003001000000', 'nuptk', $2), ($1, '210401001', 'nim', $3), ($1, '0041234567', 'nisn', $3)`,
      [institution.id, userOf("D1"), userOf("D3")],
    );
    const names: [string, string[]][] = [
      [
        "D1",
        [
          "d1",
          " D1 ",
          "Ratna@UJI.example",
          "198503122010122003",
          "19850312 201012 2 003",
          " 0401 ",
          "0412038501",
          "1002003001000000",
        ],
      ],
      ["D2", ["d2", "199203152023211011", "1992 0315 2023 2110 11"]],
      ["D3", ["d3", "210401001", " 2104 01001", "0041234567"]],
    ];
    for (const [key, written] of names) {
      for (const name of written) {
        const { status, body } = await tryLogin(institution, name);
        expect([name, status, body.person?.user_id]).toEqual([name, 200, userOf(key)]);
      }
    }
    const kinds = await ownerRows("select kind from user_identifiers where user_id = $1 order by kind", [userOf("D2")]);
    expect(kinds).toEqual([{ kind: "ni_pppk" }, { kind: "username" }]);
  });

  it("says the same to somebody unknown, with a wrong password, without one yet, gone, or called nothing", async () => {
    await ownerRows("update users set aktif = false where id = $1", [userOf("B1")]);
    await ownerRows("update users set password_hash = null where id = $1", [userOf("G1")]);
    const tries: [string, string][] = [
      ["nobody", testPassword],
      ["d1", "salah"],
      ["b1", testPassword],
      ["g1", testPassword],
      ["-", testPassword],
      ["'; select 1 --", testPassword],
    ];
    const answers = await Promise.all(tries.map(([name, password]) => tryLogin(institution, name, { password })));
    for (const { status, body, headers } of answers) {
      const { request_id: _, ...told } = body as unknown as Record<string, unknown>;
      expect([status, told, headers.get("set-cookie")]).toEqual([
        401,
        expect.objectContaining({ code: "IDENTITAS_ATAU_SANDI_SALAH", detail: expect.any(String) }),
        null,
      ]);
    }
    expect(new Set(answers.map(({ body }) => Object.keys(body).sort().join())).size).toBe(1);
  });

  it("lasts for seven days at most, and says until when", async () => {
    const before = Date.now();
    const { status, body } = await tryLogin(institution, "a1");
    const lasts = Date.parse(body.expires) - before;
    expect([status, Math.round(lasts / 86_400_000)]).toEqual([200, 7]);
    expect(claimsOf(body.token).x * 1_000).toBe(Date.parse(body.expires));
  });

  it("costs one round trip to Postgres and two to Redis before the answer, also when it takes another device's place", async () => {
    for (let login = 0; login < 2; login++) {
      const { traceparent } = newTrace();
      const { status, headers } = await tryLogin(institution, "k1", { headers: { traceparent } });
      const waited = (headers.get("server-timing") ?? "").split(",").map((entry) => entry.trim().split(";")[0]);
      const count = (service: string) => waited.filter((name) => name === service).length;
      expect([status, count("db"), count("redis")]).toEqual([200, 1, 2]);
    }
  });

  it("costs a wrong guess as much as a right one: no more round trips, no fewer", async () => {
    const spent = async (name: string, password: string) => {
      const { traceId, traceparent } = newTrace();
      await tryLogin(institution, name, { password, headers: { traceparent } });
      return await roundTrips(traceId);
    };
    expect(await spent("a2", "salah")).toEqual(await spent("nobody", "salah"));
  });

  it("leaves its traces after the answer: the session with its device, the last login, a line in the log", async () => {
    const agent =
      "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36";
    const address = "198.51.100.7";
    await tryLogin(institution, "r1", { headers: { "user-agent": agent, "cf-connecting-ip": address } });
    const [row] = await until(
      () => sessionRows(userOf("R1")),
      ({ length }) => length > 0,
    );
    expect(row).toMatchObject({ perangkat: "Chrome di Android", alasan: null });
    expect(
      await ownerRows(
        `select a.aksi, a.alamat, a.oleh = a.user_id as sendiri, a.rincian ->> 'sesi' as sesi, u.last_login_at is not null as terakhir
           from aktivitas a join users u on u.id = a.user_id where a.user_id = $1`,
        [userOf("R1")],
      ),
    ).toEqual([{ aksi: "masuk", alamat: address, sendiri: true, sesi: row?.id, terakhir: true }]);
  });

  it("leaves no line in the log of an institution that keeps none", async () => {
    const silent = await makeInstitution();
    await ownerRows(`update institutions set pengaturan = '{"catat_aktivitas": false}' where id = $1`, [silent.id]);
    const actor = await silent.actor("D1");
    await until(
      () => sessionRows(actor.userId),
      ({ length }) => length > 0,
    );
    await ask(actor, "POST", "/identity/logout");
    expect(await ownerRows("select aksi from aktivitas where institution_id = $1", [silent.id])).toEqual([]);
  });
});

describe("a password that was hashed with other parameters", () => {
  const hashOf = async (key: string) =>
    (await ownerRows<{ hash: string }>("select password_hash as hash from users where id = $1", [userOf(key)]))[0]
      ?.hash ?? "";

  it("is hashed anew by its owner's login, and by nobody's guess", async () => {
    const old = (await argon2()).hash(testPassword, { memoryCost: 7 * 1024, timeCost: 5, parallelism: 1 }).encoded;
    await ownerRows("update users set password_hash = $1 where id = $2", [old, userOf("P1")]);
    expect((await tryLogin(institution, "p1", { password: "salah" })).status).toBe(401);
    expect(await hashOf("P1")).toBe(old);
    expect((await tryLogin(institution, "p1")).status).toBe(200);
    const renewed = await until(
      () => hashOf("P1"),
      (hash) => hash !== old,
    );
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await tryLogin(institution, "p1")).status).toBe(200);
    expect(await hashOf("P1")).toBe(renewed);
  });
});

describe("guessing", () => {
  it("ends after ten tries a minute for one account from one address, however its name is written; others are let in", async () => {
    const address = { headers: { "cf-connecting-ip": "203.0.113.41" } };
    const spellings = ["198503122010122003", "19850312 2010122003", " 198503122010122003", "1985 0312 2010 1220 03"];
    for (let tries = 0; tries < 10; tries++) {
      const { status } = await tryLogin(institution, spellings[tries % 4] ?? "", { ...address, password: "salah" });
      expect(status).toBe(401);
    }
    const refused = await tryLogin(institution, "198503122010122003", address);
    expect([refused.status, refused.body.code]).toEqual([429, "TERLALU_SERING"]);
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await tryLogin(institution, "d2", address)).status).toBe(200);
    expect((await tryLogin(institution, "198503122010122003")).status).toBe(200);
    // A minute later, which is when the window ends by itself.
    const [window = ""] = await redis.keys(`limit:masuk:203.0.113.41:*${institution.slug} 198503122010122003`);
    expect(await redis.pexpire(window, 1)).toBe(1);
    await until(
      () => redis.exists(window),
      (left) => left === 0,
    );
    expect((await tryLogin(institution, "198503122010122003", address)).status).toBe(200);
  });

  it("is not what somebody does who logs in correctly more often: that counts too, and others are not held up", async () => {
    const address = { headers: { "cf-connecting-ip": "203.0.113.42" } };
    const statuses: number[] = [];
    for (let tries = 0; tries < 11; tries++) statuses.push((await tryLogin(institution, "w1", address)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    expect((await tryLogin(institution, "op", address)).status).toBe(200);
  });
});
