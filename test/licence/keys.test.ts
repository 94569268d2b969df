import { describe, expect, it } from "vitest";
import { issueKey } from "../../db/modules/licence/key.ts";
import { ask, codeOf, within } from "../setup/http.ts";
import { makeInstitution, ownerRows } from "../setup/institution.ts";
import { install, keyOf, licenceOf, license } from "../setup/licences.ts";
import { activate, declareModule, userModuleOf } from "../setup/modules.ts";

describe("a key", () => {
  it("is refused when forged, of another institution, over, not begun, or older than what was installed", async () => {
    const [school, other] = [await makeInstitution(), await makeInstitution()];
    const boss = await school.actor("ADM");
    const good = licenceOf(school);
    const key = await keyOf(good);
    const stranger = await crypto.subtle.generateKey({ name: "Ed25519" }, true, ["sign", "verify"]);
    const pkcs8 = Buffer.from(await crypto.subtle.exportKey("pkcs8", (stranger as CryptoKeyPair).privateKey));
    for (const forged of [
      "",
      "srbl1.e30.AAAA",
      `${key.slice(0, -4)}AAAA`,
      // A letter too many, or some that were not copied.
      `${key}x`,
      key.slice(0, -3),
      key.replace("srbl1", "srbl2"),
      await issueKey(pkcs8.toString("base64url"), good),
      await keyOf({ ...good, kid: "2020-1" }),
    ])
      expect(codeOf(await install(boss, forged)), forged).toBe("422 LISENSI_TIDAK_SAH");
    expect(codeOf(await install(boss, await keyOf(licenceOf(other))))).toBe("422 LISENSI_INSTITUSI_LAIN");
    const past = { from: "2026-01-01", until: "2026-06-30" };
    expect(codeOf(await license(school, past))).toBe("422 LISENSI_SUDAH_HABIS");
    expect(codeOf(await license(school, { from: "2090-01-01", until: "2091-01-01" }))).toBe(
      "422 LISENSI_BELUM_BERLAKU",
    );
    expect(codeOf(await install(await school.actor("D1"), key))).toBe("403 TIDAK_BERWENANG");
    expect(await ownerRows("select id from licences where institution_id = $1", [school.id])).toEqual([]);

    expect((await install(boss, key)).status).toBe(200);
    // The one that counts already stays as it is.
    expect((await install(boss, key)).status).toBe(200);
    const older = { issued: new Date(Date.parse(good.issued) - 1000).toISOString() };
    expect(codeOf(await license(school, older))).toBe("409 LISENSI_LEBIH_LAMA");
    await license(school);
    expect(codeOf(await install(boss, key))).toBe("409 LISENSI_LEBIH_LAMA");
    await ownerRows("update licences set status = 'dicabut' where institution_id = $1 and status = 'aktif'", [
      school.id,
    ]);
    expect(codeOf(await install(boss, key))).toBe("409 LISENSI_LEBIH_LAMA");
    expect((await license(school)).status).toBe(200);
  });

  it("installed by many at once counts once", async () => {
    const school = await makeInstitution();
    const boss = await school.actor("ADM");
    const licences = Array.from({ length: 6 }, (_, index) =>
      licenceOf(school, { issued: new Date(Date.now() + index).toISOString() }),
    );
    const keys = await Promise.all([...licences, ...licences].map(keyOf));
    const replies = await Promise.all(keys.map((key) => install(boss, key)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(
      replies.some(({ status }) => status === 409) ? new Set([200, 409]) : new Set([200]),
    );
    const rows = await ownerRows<{ id: string }>(
      "select id from licences where institution_id = $1 and status = 'aktif'",
      [school.id],
    );
    expect(rows.map(({ id }) => id)).toEqual([licences.at(-1)?.id]);
  });
});

describe("a module that the licence has not", () => {
  it("is shut though active, and not activated; and is there again under a licence that has it", async () => {
    const firm = await makeInstitution();
    const [boss, d1] = [await firm.actor("ADM"), await firm.actor("D1")];
    const [wanted, needed] = [await declareModule("mau"), await declareModule("perlu")];
    const needing = await declareModule("butuh", { needs: [needed] });
    expect((await ask(d1, "GET", "/sppd")).status).toBe(200);
    await license(firm, { modules: [wanted.slug, needing.slug] });
    const refused = await within(
      5_000,
      () => ask(d1, "GET", "/sppd"),
      ({ status }) => status === 403,
    );
    expect([codeOf(refused), refused.body["modul"]]).toEqual(["403 MODUL_TIDAK_AKTIF", "sppd"]);
    expect((await ask<{ modul: string[] }>(d1, "GET", "/identity/me")).body.modul).toEqual([]);
    expect((await activate(boss, wanted)).status).toBe(201);
    const outside = await activate(boss, needing, "?cascade=true");
    expect([codeOf(outside), outside.body]).toEqual([
      "403 MODUL_TIDAK_AKTIF",
      expect.objectContaining({ modul: [needed.slug] }),
    ]);
    const sppd = await userModuleOf(boss, "sppd");
    expect(sppd?.is_active).toBe(true);

    await license(firm);
    const back = await within(
      5_000,
      () => ask(d1, "GET", "/sppd"),
      ({ status }) => status === 200,
    );
    expect(back.status).toBe(200);
    expect((await activate(boss, needing, "?cascade=true")).status).toBe(201);
  });
});
