import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { sessionIdleSeconds } from "../../db/modules/identity/session.ts";
import { enter, makeAccount } from "../setup/accounts.ts";
import { withFault } from "../setup/faults.ts";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { claimsOf, keyOf, saidTo, sessionRows, tokenOf } from "../setup/logins.ts";

interface Shown {
  readonly id: string;
  readonly perangkat: string;
  readonly sejak: string;
  readonly ini?: boolean;
}

let institution: TestInstitution;
let redis: Redis;
beforeAll(async () => {
  institution = await makeInstitution({ perangkat: "bebas" });
  redis = new Redis(inject("stack").redisUrl);
  await redis.set("sessions:since", Math.floor(Date.now() / 1000) - 2 * sessionIdleSeconds);
});
afterAll(() => redis.disconnect());

const sessionsOf = async (actor: Actor, whose = "/identity/sessions") =>
  (await ask<{ data: Shown[] }>(actor, "GET", whose)).body.data;
const listed = (actor: Actor, count: number) =>
  until(
    () => sessionsOf(actor),
    ({ length }) => length === count,
  );
const ended = (token: string) =>
  until(
    () => saidTo(token),
    (said) => said !== "200",
    5_000,
  );

describe("one's own sessions", () => {
  it("are listed with the device, and any of them can be ended", async () => {
    const d1 = await institution.actor("D1");
    const other = await tokenOf(institution, "d1", { headers: { "user-agent": "curl/8.5.0" } });
    const list = await listed(d1, 2);
    expect(list).toEqual([
      { id: claimsOf(other).s, perangkat: "curl", sejak: expect.any(String), ini: false },
      { id: claimsOf(d1.token).s, perangkat: "uji", sejak: expect.any(String), ini: true },
    ]);
    expect((await ask(d1, "DELETE", `/identity/sessions/${claimsOf(other).s}`)).status).toBe(204);
    expect(await ended(other)).toBe("401 SESSION_EXPIRED");
    expect(await sessionsOf(d1)).toMatchObject([{ ini: true }]);
    expect((await ask(d1, "DELETE", `/identity/sessions/${claimsOf(other).s}`)).status).toBe(404);
  });

  it("are nobody else's to end", async () => {
    const [d2, d3] = await Promise.all([institution.actor("D2"), institution.actor("D3")]);
    await listed(d2, 1);
    const reply = await ask(d3, "DELETE", `/identity/sessions/${claimsOf(d2.token).s}`);
    expect([reply.status, reply.body["code"]]).toEqual([404, "TIDAK_DITEMUKAN"]);
    expect(await saidTo(d2.token)).toBe("200");
  });

  it("that ended by inactivity are not listed, but for while Redis cannot tell", async () => {
    const a1 = await institution.actor("A1");
    const idle = await tokenOf(institution, "a1");
    await listed(a1, 2);
    await redis.del(keyOf(idle));
    expect(await sessionsOf(a1)).toMatchObject([{ ini: true }]);
    await withFault({ service: "upstash", kind: "error", match: institution.id }, async () => {
      expect(await sessionsOf(a1)).toHaveLength(2);
    });
  });
});

describe("an administrator", () => {
  it("ends all sessions of somebody, who may log in again: the way out of a lost telephone", async () => {
    const strict = await makeInstitution({ perangkat: "tolak" });
    const [adm, d1] = await Promise.all([strict.actor("ADM"), strict.actor("D1")]);
    await until(
      () => sessionRows(d1.userId),
      ({ length }) => length === 1,
    );
    const theirs = `/identity/users/${d1.userId}/sessions`;
    expect(await sessionsOf(adm, theirs)).toMatchObject([{ id: claimsOf(d1.token).s, perangkat: "uji" }]);
    expect((await ask(adm, "DELETE", theirs)).status).toBe(204);
    expect(await ended(d1.token)).toBe("401 SESSION_EXPIRED");
    expect(await sessionRows(d1.userId)).toMatchObject([{ alasan: "admin" }]);
    expect(await sessionsOf(adm, theirs)).toEqual([]);
    const again = await tokenOf(strict, "d1");
    expect(await saidTo(again)).toBe("200");
    const log = await ownerRows(
      "select aksi, oleh, rincian from aktivitas where user_id = $1 and aksi = 'sesi_diakhiri'",
      [d1.userId],
    );
    expect(log).toEqual([{ aksi: "sesi_diakhiri", oleh: adm.userId, rincian: { jumlah: 1 } }]);
  });

  it("alone may: nobody is 401, anybody else 403, and a stranger's id is nobody's", async () => {
    const other = await makeInstitution();
    const stranger = other.people["D1"]?.user_id ?? "";
    const [adm, d2] = await Promise.all([institution.actor("ADM"), institution.actor("D2")]);
    const path = `/identity/users/${d2.userId}/sessions`;
    for (const method of ["GET", "DELETE"]) {
      expect((await ask(null, method, path)).body["code"]).toBe("BELUM_MASUK");
      for (const key of ["D1", "A2", "R1"]) {
        expect((await ask(await institution.actor(key), method, path)).body["code"]).toBe("TIDAK_BERWENANG");
      }
      expect((await ask(adm, method, `/identity/users/${stranger}/sessions`)).status).toBe(404);
    }
    expect(await saidTo(d2.token)).toBe("200");
  });
});

describe("whoever looks after sessions by a role of the institution's own", () => {
  it("ends those of nobody who may do more than they, and no API key ends anybody's", async () => {
    const adm = await institution.actor("ADM");
    const [colleague, account] = [await makeAccount(institution), await makeAccount(institution)];
    const roles = ["dosen", "penjaga_sesi"].map((peran) => ({ peran, unit_id: institution.units["UNIV"] }));
    const izin = { "identity.sessions.manage": "all" };
    await ask(adm, "POST", "/identity/roles", { kode: "penjaga_sesi", nama: "Penjaga sesi", izin });
    expect((await ask(adm, "PUT", `/identity/users/${account.userId}/roles`, { peran: roles })).status).toBe(200);
    const [keeper, theirs] = [await enter(institution, account), await enter(institution, colleague)];
    const end = (actor: Actor, userId: string) => ask(actor, "DELETE", `/identity/users/${userId}/sessions`);
    expect(codeOf(await end(keeper, adm.userId))).toBe("403 DI_LUAR_KEWENANGAN");
    expect(await saidTo(adm.token)).toBe("200");
    const key = await ask<{ kunci: string }>(adm, "POST", "/identity/keys", { nama: "Uji", izin: Object.keys(izin) });
    const program = { ...adm, token: key.body.kunci };
    expect(codeOf(await end(program, theirs.userId))).toBe("403 BUKAN_UNTUK_KUNCI");
    expect(await saidTo(theirs.token)).toBe("200");
    expect((await end(keeper, theirs.userId)).status).toBe(204);
    expect(await ended(theirs.token)).toBe("401 SESSION_EXPIRED");
  });
});

describe("the institution's policy", () => {
  const usual = { perangkat: "ambil_alih", catat_aktivitas: true, wajib_otp: ["admin"] };

  it("is the platform's where nothing was chosen, and its administrator's to change", async () => {
    const fresh = await makeInstitution();
    const adm = await fresh.actor("ADM");
    await ownerRows("update institutions set pengaturan = '{}' where id = $1", [fresh.id]);
    expect((await ask(adm, "GET", "/identity/policy")).body).toEqual(usual);
    const chosen = { perangkat: "tolak", catat_aktivitas: false, wajib_otp: ["rektor", "ppk", "ppk"] };
    const told = { ...chosen, wajib_otp: ["ppk", "rektor"] };
    expect((await ask(adm, "PUT", "/identity/policy", chosen)).body).toEqual(told);
    expect((await ask(adm, "GET", "/identity/policy")).body).toEqual(told);
    expect((await ask(await fresh.actor("R1"), "PUT", "/identity/policy", usual)).status).toBe(403);
    // What else the institution has chosen stays.
    await ownerRows(`update institutions set pengaturan = pengaturan || '{"blok_visum": 3}' where id = $1`, [fresh.id]);
    await ask(adm, "PUT", "/identity/policy", usual);
    const rows = await ownerRows("select pengaturan from institutions where id = $1", [fresh.id]);
    expect(rows).toEqual([{ pengaturan: { ...usual, blok_visum: 3 } }]);
  });

  it("names roles that there are, the institution's own included", async () => {
    const fresh = await makeInstitution();
    const adm = await fresh.actor("ADM");
    const set = (wajib_otp: string[]) => ask(adm, "PUT", "/identity/policy", { ...usual, wajib_otp });
    const refused = await set(["ppk", "dekan_muda"]);
    expect([refused.status, refused.body["code"]]).toEqual([422, "PERAN_TIDAK_DIKENAL"]);
    await ownerRows(
      "insert into peran_lembaga (institution_id, kode, nama, izin) values ($1, 'dekan_muda', 'Dekan Muda', '{}')",
      [fresh.id],
    );
    expect((await set(["ppk", "dekan_muda"])).status).toBe(200);
    expect((await set([])).status).toBe(200);
  });
});
