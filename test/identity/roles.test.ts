import { beforeAll, describe, expect, it } from "vitest";
import { enter, makeAccount } from "../setup/accounts.ts";
import { ask, codeOf, newTrace, pause, roundTrips } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";

let institution: TestInstitution;
let adm: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  adm = await institution.actor("ADM");
});

const make = (kode: string, izin: object, actor = adm) =>
  ask(actor, "POST", "/identity/roles", { kode, nama: `Peran ${kode}`, izin });
const give = (whose: string, roles: [string, string][], actor = adm) =>
  ask(actor, "PUT", `/identity/users/${institution.people[whose]?.user_id}/roles`, {
    peran: roles.map(([peran, unit]) => ({ peran, unit_id: institution.units[unit] })),
  });
/** What an isolate believes for a moment is over. */
const moment = () => pause(1_000);

describe("a role of the institution's own", () => {
  it("carries what it says, as far as it says, and changes for those who hold it at once", async () => {
    const d3 = await institution.actor("D3");
    const staff = async () => {
      const { status, body } = await ask<{ data: { nama: string }[] }>(d3, "GET", "/pegawai?per_page=100");
      return status === 200 ? body.data.length : status;
    };
    expect(codeOf(await make("sekretaris", { "pegawai.read": "own" }))).toBe("201");
    expect(codeOf(await give("D3", [["sekretaris", "FT"]]))).toBe("200");
    await moment();
    expect(await staff()).toBe(1);
    expect(codeOf(await ask(d3, "GET", "/sppd"))).toBe("403 TIDAK_BERWENANG");
    const change = (izin: object) =>
      ask(adm, "PUT", "/identity/roles/sekretaris", { nama: "Sekretaris fakultas", izin });
    expect(codeOf(await change({ "pegawai.read": "unit", "sppd.read": "unit" }))).toBe("200");
    await moment();
    // Of the faculty: D1, D2, OP, A1, W1, A2, and their own record.
    expect(await staff()).toBe(7);
    expect(codeOf(await ask(d3, "GET", "/sppd"))).toBe("200");
    expect((await ask(d3, "GET", "/identity/me")).body).toMatchObject({
      roles: [
        { peran: "sekretaris", unit: institution.units["FT"], izin: { "pegawai.read": "unit", "sppd.read": "unit" } },
      ],
    });
    expect(codeOf(await change({}))).toBe("200");
    await moment();
    expect([await staff(), codeOf(await ask(d3, "GET", "/sppd"))]).toEqual([403, "403 TIDAK_BERWENANG"]);
  });

  it("costs whoever holds it no more: a warm read asks the database for nothing", async () => {
    await make("pembaca", { "sppd.read": "all" });
    await give("G1", [["pembaca", "UNIV"]]);
    await moment();
    const g1 = await institution.actor("G1");
    for (let times = 0; times < 3; times++) await ask(g1, "GET", "/sppd");
    await moment();
    const { traceId, traceparent } = newTrace();
    expect((await ask(g1, "GET", "/sppd", undefined, { traceparent })).status).toBe(200);
    const { neon, upstash } = await roundTrips(traceId);
    // Another request of this isolate may have asked Redis for it as well.
    expect([neon, upstash <= 1]).toEqual([0, true]);
  });

  it("is known from the login on: the first request reads nobody anew", async () => {
    await make("awal", { "sppd.read": "own" });
    await give("A1", [["awal", "TI"]]);
    // What the change made wrong is dropped after its answer; a session that begins before that would be read anew.
    await expect
      .poll(() => ownerRows("select 1 from tag_bumps where institution_id = $1", [institution.id]))
      .toEqual([]);
    const a1 = await institution.actor("A1");
    const { traceId, traceparent } = newTrace();
    expect((await ask(a1, "GET", "/identity/me", undefined, { traceparent })).body).toMatchObject({
      roles: [{ peran: "awal", izin: { "sppd.read": "own" } }],
    });
    expect(await roundTrips(traceId)).toMatchObject({ neon: 0 });
  });

  it("is made of permissions that there are, reaching no farther than any of the platform's roles, under a code of its own", async () => {
    expect(codeOf(await make("dekan", {}))).toBe("409 PERAN_SUDAH_ADA");
    expect(codeOf(await make("dua_kali", {}))).toBe("201");
    expect(codeOf(await make("dua_kali", {}))).toBe("409 PERAN_SUDAH_ADA");
    for (const izin of [
      { "sppd.fly": "own" },
      { "sppd.create": "all" },
      { "sppd.read": "everything" },
      { "sppd.read": null },
      { constructor: "all" },
    ])
      expect([izin, codeOf(await make("salah", izin))]).toEqual([izin, "422 DATA_TIDAK_SAH"]);
    for (const kode of ["", "Dekan", "1", "a-b", "peran baru", "x".repeat(41)])
      expect(codeOf(await make(kode, {}))).toBe("422 DATA_TIDAK_SAH");
    expect(codeOf(await ask(adm, "PUT", "/identity/roles/tiada", { nama: "Tiada", izin: {} }))).toBe(
      "404 TIDAK_DITEMUKAN",
    );
  });

  it("has the whole of what the platform gives for the whole institution alone, or nothing of it", async () => {
    expect(codeOf(await make("utuh", { "identity.users.export": "all" }))).toBe("201");
    for (const izin of [
      "identity.users.export",
      "identity.users.import",
      "identity.sessions.manage",
      "pegawai.account",
    ])
      for (const reach of ["own", "unit"]) {
        const body = { nama: "Sebagian", izin: { [izin]: reach } };
        const refusals = [
          await ask(adm, "POST", "/identity/roles", { kode: "sebagian", ...body }),
          await ask(adm, "PUT", "/identity/roles/utuh", body),
        ];
        for (const refused of refusals)
          expect([izin, refused.status, refused.body["errors"]]).toEqual([
            izin,
            422,
            [{ pointer: `/izin/${izin}`, code: "PILIHAN_TIDAK_SAH", detail: expect.stringMatching(/: all\.$/) }],
          ]);
      }
    // One that was stored with a part carries nothing.
    await ownerRows(
      `insert into peran_lembaga (institution_id, kode, nama, izin)
       values ($1, 'lama', 'Lama', '{"identity.users.export": "own", "identity.sessions.manage": "unit", "sppd.read": "own"}')`,
      [institution.id],
    );
    const holder = await enter(institution, await makeAccount(institution, { peran: "lama" }));
    expect(codeOf(await ask(holder, "GET", "/sppd"))).toBe("200");
    expect(codeOf(await ask(holder, "GET", "/identity/users/export"))).toBe("403 TIDAK_BERWENANG");
    expect(codeOf(await ask(holder, "GET", `/identity/users/${adm.userId}/sessions`))).toBe("403 TIDAK_BERWENANG");
  });

  it("stays while somebody holds it, and is gone after that", async () => {
    await make("sementara", { "sppd.read": "own" });
    await give("B1", [
      ["bendahara", "UNIV"],
      ["sementara", "UNIV"],
      ["sementara", "FT"],
    ]);
    const held = await ask(adm, "DELETE", "/identity/roles/sementara");
    expect(held.body).toMatchObject({ status: 409, code: "PERAN_DIPAKAI", jumlah: 1 });
    await give("B1", [["bendahara", "UNIV"]]);
    expect(codeOf(await ask(adm, "DELETE", "/identity/roles/sementara"))).toBe("204");
    expect(codeOf(await ask(adm, "DELETE", "/identity/roles/sementara"))).toBe("404 TIDAK_DITEMUKAN");
    expect(codeOf(await give("B1", [["sementara", "UNIV"]]))).toBe("422 PERAN_TIDAK_DIKENAL");
  });

  it("is not taken away while it is being given", async () => {
    for (let round = 0; round < 5; round++) {
      const kode = `ronde_${round}`;
      await make(kode, { "sppd.read": "own" });
      const [given, taken] = await Promise.all([
        give("P1", [
          ["ppk", "UNIV"],
          [kode, "UNIV"],
        ]),
        ask(adm, "DELETE", `/identity/roles/${kode}`),
      ]);
      const left = await ownerRows("select from user_roles r where r.institution_id = $1 and r.peran = $2", [
        institution.id,
        kode,
      ]);
      expect([given.status === 200, taken.status === 204, left.length]).toEqual(
        given.status === 200 ? [true, false, 1] : [false, true, 0],
      );
    }
  });
});

describe("whoever makes roles", () => {
  it("needs the permission for it", async () => {
    const op = await institution.actor("OP");
    expect(codeOf(await make("milik_op", {}, op))).toBe("403 TIDAK_BERWENANG");
    expect(codeOf(await ask(op, "DELETE", "/identity/roles/dua_kali"))).toBe("403 TIDAK_BERWENANG");
  });

  it("hands on no more than they have, unless they are an administrator", async () => {
    const izin = {
      "identity.roles.manage": "all",
      "identity.users.manage": "all",
      "identity.users.read": "all",
      "sppd.read": "unit",
    };
    expect(codeOf(await make("pengelola", izin))).toBe("201");
    await give("W1", [["pengelola", "FT"]]);
    await moment();
    const w1 = await institution.actor("W1");
    expect(codeOf(await make("turunan", { "sppd.read": "unit", "identity.users.read": "unit" }, w1))).toBe("201");
    for (const more of [{ "sppd.read": "all" }, { "sppd.approve": "unit" }, { "jobs.cancel": "own" }])
      expect([more, codeOf(await make("lebih", more, w1))]).toEqual([more, "403 DI_LUAR_KEWENANGAN"]);
    expect(
      codeOf(await ask(w1, "PUT", "/identity/roles/turunan", { nama: "Turunan", izin: { "sppd.issue_st": "unit" } })),
    ).toBe("403 DI_LUAR_KEWENANGAN");
    // Nor do they give a role that somebody else has made larger than theirs, nor one where theirs does not reach.
    await make("besar", { "sppd.approve": "unit" });
    for (const [peran, unit] of [
      ["besar", "FT"],
      ["admin", "UNIV"],
      ["dekan", "FT"],
      ["turunan", "FE"],
    ] as const)
      expect([peran, codeOf(await give("D2", [[peran, unit]], w1))]).toEqual([peran, "403 DI_LUAR_KEWENANGAN"]);
    expect(codeOf(await give("D2", [["turunan", "TI"]], await institution.actor("ADM")))).toBe("200");
    expect(codeOf(await give("D2", [["turunan", "FT"]], w1))).toBe("200");
  });

  it("does not widen a role that they hold, though they be an administrator", async () => {
    await make("diri", { "sppd.read": "all" });
    await give("K1", [
      ["admin", "UNIV"],
      ["diri", "UNIV"],
    ]);
    await moment();
    const k1 = await institution.actor("K1");
    const widen = (actor: Actor) =>
      ask(actor, "PUT", "/identity/roles/diri", {
        nama: "Diri",
        izin: { "sppd.read": "all", "sppd.issue_spd": "all" },
      });
    expect(codeOf(await widen(k1))).toBe("403 DI_LUAR_KEWENANGAN");
    expect(codeOf(await widen(adm))).toBe("200");
  });
});

describe("the catalogue of permissions", () => {
  it("names every permission with how far each of the platform's roles carries it, and how far one of the institution's own may", async () => {
    const { body } = await ask<{ data: { izin: string; modul: string; peran: object; jangkauan: string[] }[] }>(
      adm,
      "GET",
      "/identity/permissions",
    );
    expect(body.data).toContainEqual({
      izin: "sppd.issue_spd",
      modul: "sppd",
      peran: { ppk: "all" },
      jangkauan: ["all"],
    });
    const of = (name: string) => body.data.find(({ izin }) => izin === name)?.jangkauan;
    expect([of("sppd.create"), of("sppd.read")]).toEqual([
      ["own", "unit"],
      ["own", "unit", "all"],
    ]);
    expect(body.data.length).toBeGreaterThan(15);
  });
});
