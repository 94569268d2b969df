import { beforeAll, describe, expect, it } from "vitest";
import { outcomeOf, query } from "../setup/graphql.ts";
import { ask, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor } from "../setup/institution.ts";
import { activate, declareModule, userModuleOf, type DeclaredModule } from "../setup/modules.ts";

let adm: Actor;
let d1: Actor;
let sppd: DeclaredModule;
beforeAll(async () => {
  const institution = await makeInstitution();
  [adm, d1] = await Promise.all([institution.actor("ADM"), institution.actor("D1")]);
  const [found] = await ownerRows<DeclaredModule>("select id, slug from modules where slug = 'sppd'");
  sppd = found ?? { id: "", slug: "" };
});

describe("what GraphQL changes", () => {
  const activation = `mutation ($id: ID!) { activateModule(moduleId: $id) { id module { slug } } }`;

  it("is refused as by REST, with the same code and the same values", async () => {
    const needed = await declareModule("dasar");
    const needing = await declareModule("atas", { needs: [needed] });
    const gone = await declareModule("ditarik");
    const needsGone = await declareModule("pemakai", { needs: [gone] });
    await ownerRows("update modules set is_active = false where id = $1", [gone.id]);
    const [core] = await ownerRows<DeclaredModule>("select id, slug from modules where slug = 'pegawai'");
    const cases = [needing, gone, needsGone, core, { id: crypto.randomUUID(), slug: "" }, { id: "1", slug: "" }];
    const codes: unknown[] = [];
    for (const one of cases) {
      const target = one ?? { id: "", slug: "" };
      const rest = await activate(adm, target);
      const { code, butuh, modul } = rest.body as unknown as Record<string, unknown>;
      const told = await query(adm, activation, { id: target.id });
      expect(told.body.errors?.[0]?.extensions).toMatchObject({
        code,
        problem: code,
        status: rest.status,
        ...(butuh ? { butuh } : {}),
        ...(modul ? { modul } : {}),
      });
      expect(told.body.data).toBeNull();
      codes.push(code);
    }
    expect(codes).toEqual([
      "DEPENDENSI_BELUM_AKTIF",
      "TIDAK_DITEMUKAN",
      "MODUL_TIDAK_TERSEDIA",
      "MODUL_SELALU_AKTIF",
      "TIDAK_DITEMUKAN",
      "DATA_TIDAK_SAH",
    ]);
  });

  it("is FORBIDDEN to whoever lacks the permission, and to a key that does not carry it, whatever they name", async () => {
    const { body } = await ask<{ kunci: string }>(adm, "POST", "/identity/keys", { nama: "Uji", izin: ["sppd.read"] });
    for (const as of [d1, { ...adm, token: body.kunci }])
      for (const id of [sppd.id, crypto.randomUUID()])
        for (const text of [
          activation,
          "mutation ($id: ID!) { deactivateModule(moduleId: $id) }",
          "mutation ($id: ID!) { updateModuleConfiguration(moduleId: $id, config: {}) { id } }",
        ]) {
          const refused = await query(as, text, { id });
          expect([outcomeOf(refused), refused.body.data]).toEqual(["200 FORBIDDEN", null]);
          expect(refused.body.errors?.[0]?.extensions).toMatchObject({
            problem: "TIDAK_BERWENANG",
            izin: "registry.manage",
            status: 403,
          });
        }
    expect((await userModuleOf(d1, "sppd"))?.is_active).toBe(true);
  });

  it("is done once under a key, however often it is sent, and refused under the key of something else or with a second change", async () => {
    const firm = await makeInstitution();
    const boss = await firm.actor("ADM");
    const [made, other] = [await declareModule(), await declareModule()];
    const key = { "idempotency-key": crypto.randomUUID() };
    const first = await query(boss, activation, { id: made.id }, key);
    // Undone meanwhile: the repetition tells what was done, and does it no second time.
    await query(boss, "mutation ($id: ID!) { deactivateModule(moduleId: $id) }", { id: made.id });
    const again = await query(boss, activation, { id: made.id }, key);
    expect([first.body.errors, again.body]).toEqual([undefined, first.body]);
    expect([first, again].map(({ headers }) => headers.get("idempotency-replayed"))).toEqual([null, "true"]);
    expect((await userModuleOf(boss, made.slug))?.is_active).toBe(false);
    expect(outcomeOf(await query(boss, activation, { id: other.id }, key))).toBe("200 KUNCI_IDEMPOTENSI_DIPAKAI");
    const both =
      "mutation ($a: ID!, $b: ID!) { activateModule(moduleId: $a) { id } b: activateModule(moduleId: $b) { id } }";
    const fresh = { "idempotency-key": crypto.randomUUID() };
    const refused = await query(boss, both, { a: made.id, b: other.id }, fresh);
    expect(outcomeOf(refused)).toBe("400 KUNCI_UNTUK_SATU_PERUBAHAN");
    expect((await userModuleOf(boss, made.slug))?.is_active).toBe(false);
  });

  it("is there at once: activated, set within the module's schema, deactivated, one after the other", async () => {
    const firm = await makeInstitution();
    const boss = await firm.actor("ADM");
    const made = await declareModule();
    const { body } = await query<Record<string, unknown>>(
      boss,
      `mutation ($made: ID!, $sppd: ID!) {
        activateModule(moduleId: $made) { isActive module { slug } }
        off: deactivateModule(moduleId: $made)
        again: activateModule(moduleId: $made) { isActive configuration }
        updateModuleConfiguration(moduleId: $sppd, config: { blok_visum: 6, tembusan: ["Arsip"] }) { configuration }
        deactivateModule(moduleId: $sppd)
      }`,
      { made: made.id, sppd: sppd.id },
    );
    expect(body).toEqual({
      data: {
        activateModule: { isActive: true, module: { slug: made.slug } },
        off: true,
        again: { isActive: true, configuration: {} },
        updateModuleConfiguration: { configuration: { blok_visum: 6, tembusan: ["Arsip"] } },
        deactivateModule: true,
      },
    });
    const { body: after } = await query<{ userModules: object[] }>(
      boss,
      "{ userModules { isActive configuration module { slug } } }",
    );
    expect(after.data?.userModules).toEqual(
      expect.arrayContaining([
        { isActive: false, configuration: { blok_visum: 6, tembusan: ["Arsip"] }, module: { slug: "sppd" } },
        { isActive: true, configuration: {}, module: { slug: made.slug } },
      ]),
    );
    const shut = await until(
      () => ask(boss, "GET", "/sppd"),
      ({ status }) => status === 403,
    );
    expect(shut.body["code"]).toBe("MODULE_ACCESS_DENIED");
    const log = await ownerRows<{ aksi: string }>(
      "select aksi from aktivitas where institution_id = $1 and aksi like 'modul%' order by id",
      [firm.id],
    );
    expect(log.map(({ aksi }) => aksi)).toEqual([
      "modul_diaktifkan",
      "modul_dinonaktifkan",
      "modul_diaktifkan",
      "modul_diatur",
      "modul_dinonaktifkan",
    ]);
  });

  it("names what is wrong with a setting, field by field", async () => {
    const configure =
      "mutation ($config: JSON!, $id: ID!) { updateModuleConfiguration(moduleId: $id, config: $config) { id } }";
    const wrong = await query(adm, configure, { id: sppd.id, config: { blok_visum: 9, warna: "biru" } });
    expect(outcomeOf(wrong)).toBe("200 DATA_TIDAK_SAH");
    const errors = wrong.body.errors?.[0]?.extensions["errors"] as { pointer: string }[];
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual([
      "/configuration/blok_visum",
      "/configuration/warna",
    ]);
    for (const config of [[], "teks", 7])
      expect(outcomeOf(await query(adm, configure, { id: sppd.id, config }))).toBe("200 DATA_TIDAK_SAH");
  });

  it("reaches nobody else's institution", async () => {
    const other = await makeInstitution();
    const boss = await other.actor("ADM");
    const made = await declareModule("tetangga");
    const { body } = await activate(boss, made);
    await query(
      boss,
      "mutation ($id: ID!) { updateModuleConfiguration(moduleId: $id, config: { blok_visum: 6 }) { id } }",
      {
        id: sppd.id,
      },
    );
    for (const id of [body.id, made.id]) {
      expect(outcomeOf(await query(adm, "mutation ($id: ID!) { deactivateModule(moduleId: $id) }", { id }))).toBe(
        "200 TIDAK_DITEMUKAN",
      );
    }
    const seen = await query<{ userModules: { id: string; configuration: object; module: { slug: string } }[] }>(
      adm,
      "{ userModules { id configuration module { slug } } }",
    );
    expect(seen.body.data?.userModules.map(({ module }) => module.slug)).not.toContain(made.slug);
    expect(JSON.stringify(seen.body)).not.toContain("blok_visum");
    const theirs = await query<{ userModules: { id: string; module: { slug: string } }[] }>(
      boss,
      "{ userModules { id module { slug } } }",
    );
    expect(theirs.body.data?.userModules.map(({ module }) => module.slug)).toContain(made.slug);
  });
});
