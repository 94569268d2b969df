import { beforeAll, describe, expect, it } from "vitest";
import { manifests } from "../../db/modules/registry.ts";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { activate, deactivate, declareModule, userModuleOf, type DeclaredModule } from "../setup/modules.ts";
import { approveFully, draft, issueBoth, orderE1 } from "../setup/orders.ts";

let institution: TestInstitution;
let adm: Actor;
let d1: Actor;
beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  [adm, d1] = await Promise.all([institution.actor("ADM"), institution.actor("D1")]);
});

const activeOf = async (id: string) => {
  const rows = await ownerRows<{ slug: string }>(
    "select m.slug from institution_modules a join modules m on m.id = a.module_id where a.institution_id = $1 and a.is_active",
    [id],
  );
  return rows.map(({ slug }) => slug).toSorted();
};

describe("what the registry shows", () => {
  it("is the manifests' own: every module of this release, with what can be set of it", async () => {
    const { body } = await ask<{ data: { slug: string; is_core: boolean; version: string; settings: unknown }[] }>(
      d1,
      "GET",
      "/modules",
    );
    const shown = body.data.filter(({ slug }) => !slug.startsWith("uji-"));
    const bySlug = (one: { slug: string }, other: { slug: string }) => (one.slug < other.slug ? -1 : 1);
    expect(shown.map(({ slug, is_core, version }) => ({ slug, is_core, version })).toSorted(bySlug)).toEqual(
      Object.values(manifests)
        .map(({ slug, core, version }) => ({ slug, is_core: core, version }))
        .toSorted(bySlug),
    );
    expect(shown.find(({ slug }) => slug === "sppd")?.settings).toMatchObject({
      properties: { blok_visum: { default: 5, minimum: 5, maximum: 6 } },
      additionalProperties: false,
    });
  });

  it("narrows to a category, and is empty for one that nobody has", async () => {
    const slugs = async (category: string) =>
      (await ask<{ data: { slug: string }[] }>(d1, "GET", `/modules?category=${category}`)).body.data.map(
        ({ slug }) => slug,
      );
    const ours = Object.values(manifests).filter(({ category }) => category === "administration");
    expect((await slugs("administration")).toSorted()).toEqual(ours.map(({ slug }) => slug).toSorted());
    expect(await slugs("tiada")).toEqual([]);
  });

  it("recommends by kind of institution, required and urgent ones first, and nothing of another kind (R1)", async () => {
    const [accounting, inventory] = [await declareModule("accounting"), await declareModule("inventory")];
    const purchase = await declareModule("purchase", { needs: [inventory, accounting] });
    const sales = await declareModule("sales", { needs: [inventory, accounting] });
    const production = await declareModule("production", { needs: [inventory] });
    const quality = await declareModule("quality-control", { needs: [production] });
    const concrete = await declareModule("concrete", { needs: [production, quality, sales] });
    const bakery = await declareModule("bakery", { needs: [production, inventory] });
    const retail = await declareModule("retail", { needs: [sales, inventory] });
    const slug = `uji-${crypto.randomUUID().slice(0, 8)}`;
    const [type, other] = await ownerRows<{ id: string }>(
      "insert into business_types (slug, name, description, icon, color) values ($1, 'Uji', '', 'x', '#000000'), ($1 || '-2', 'Uji', '', 'x', '#000000') returning id",
      [slug],
    );
    const wanted: readonly (readonly [DeclaredModule, number, boolean])[] = [
      [accounting, 1, true],
      [inventory, 1, true],
      [purchase, 1, true],
      [sales, 1, true],
      [production, 1, false],
      [bakery, 1, false],
      [quality, 2, false],
      [retail, 3, false],
    ];
    // The last one first: the order is not that in which they were told.
    for (const [module, priority, required] of wanted.toReversed())
      await ownerRows(
        "insert into module_recommendations (business_type_id, module_id, priority, is_required) values ($1, $2, $3, $4)",
        [type?.id, module.id, priority, required],
      );
    await ownerRows("insert into module_recommendations (business_type_id, module_id) values ($1, $2)", [
      other?.id,
      concrete.id,
    ]);
    const bySlug = await ask<{ data: { module: { slug: string }; priority: number; is_required: boolean }[] }>(
      d1,
      "GET",
      `/modules/recommendations?business_type=${slug}`,
    );
    expect(bySlug.body.data.map(({ module, priority, is_required }) => [module.slug, priority, is_required])).toEqual(
      wanted.map(([module, priority, required]) => [module.slug, priority, required]),
    );
    const byId = await ask(d1, "GET", `/modules/${type?.id}/recommendations`);
    expect(byId.body).toEqual(bySlug.body);
    expect(codeOf(await ask(d1, "GET", "/modules/recommendations?business_type=tiada"))).toBe("404 TIDAK_DITEMUKAN");
    expect(codeOf(await ask(d1, "GET", `/modules/${concrete.id}/recommendations`))).toBe("404 TIDAK_DITEMUKAN");
  });
});

describe("activating", () => {
  it("says what is missing, or activates it in order; deactivating is refused while others need it", async () => {
    const fresh = await makeInstitution();
    const as = await fresh.actor("ADM");
    const inventory = await declareModule("inventory");
    const production = await declareModule("production", { needs: [inventory] });
    const bakery = await declareModule("bakery", { needs: [production, inventory] });

    const missing = await activate(as, bakery);
    expect([codeOf(missing), missing.body.butuh]).toEqual([
      "409 DEPENDENSI_BELUM_AKTIF",
      [inventory.slug, production.slug],
    ]);
    expect(await activeOf(fresh.id)).toEqual(["sppd"]);

    const all = await activate(as, bakery, "?cascade=true");
    expect([all.status, all.body.diaktifkan]).toEqual([201, [inventory.slug, production.slug, bakery.slug]]);
    expect(await activeOf(fresh.id)).toEqual(
      [bakery, inventory, production, { slug: "sppd" }].map(({ slug }) => slug).toSorted(),
    );
    const again = await activate(as, bakery);
    expect([again.status, again.body.id, again.body.diaktifkan]).toEqual([200, all.body.id, undefined]);

    const inUse = await deactivate(as, (await userModuleOf(as, inventory.slug))?.id ?? "");
    expect([codeOf(inUse), inUse.body?.oleh]).toEqual(["409 MODUL_DIPAKAI", [production.slug, bakery.slug]]);
    for (const { slug } of [bakery, production, inventory])
      expect((await deactivate(as, (await userModuleOf(as, slug))?.id ?? "")).status).toBe(204);
    expect(await activeOf(fresh.id)).toEqual(["sppd"]);

    const log = await ownerRows<{ aksi: string; modul: string[] }>(
      "select aksi, rincian -> 'modul' as modul from aktivitas where institution_id = $1 and aksi like 'modul%' order by id",
      [fresh.id],
    );
    expect(log).toEqual([
      { aksi: "modul_diaktifkan", modul: [inventory.slug, production.slug, bakery.slug] },
      ...[bakery, production, inventory].map(({ slug }) => ({ aksi: "modul_dinonaktifkan", modul: [slug] })),
    ]);
  });

  it("is refused of what everybody has, of what is withdrawn or needs what is, and of what is not there", async () => {
    const [core] = await ownerRows<DeclaredModule>("select id, slug from modules where slug = 'pegawai'");
    expect(codeOf(await activate(adm, core ?? { id: "", slug: "" }))).toBe("409 MODUL_SELALU_AKTIF");
    const gone = await declareModule("ditarik");
    const needing = await declareModule("pemakai", { needs: [gone] });
    await ownerRows("update modules set is_active = false where id = $1", [gone.id]);
    expect(codeOf(await activate(adm, gone))).toBe("404 TIDAK_DITEMUKAN");
    const refused = await activate(adm, needing, "?cascade=true");
    expect(codeOf(refused)).toBe("409 MODUL_TIDAK_TERSEDIA");
    expect(codeOf(await activate(adm, { id: crypto.randomUUID(), slug: "" }))).toBe("404 TIDAK_DITEMUKAN");
    expect(codeOf(await activate(d1, gone))).toBe("403 TIDAK_BERWENANG");
  });

  it("by two administrators at once never leaves a module without what it needs", async () => {
    const fresh = await makeInstitution();
    const as = await fresh.actor("ADM");
    const needed = await declareModule("dasar");
    const needing = await declareModule("atas", { needs: [needed] });
    await activate(as, needed);
    const id = (await userModuleOf(as, needed.slug))?.id ?? "";
    for (let round = 0; round < 8; round++) {
      const [on, off] = await Promise.all([activate(as, needing), deactivate(as, id)]);
      // Whoever came second was told why not.
      expect([
        [201, 409],
        [409, 204],
      ]).toContainEqual([on.status, off.status]);
      const active = await activeOf(fresh.id);
      expect(active.includes(needing.slug) && !active.includes(needed.slug)).toBe(false);
      if (on.status === 201) await deactivate(as, on.body.id);
      else await activate(as, needed);
    }
    const ten = await Promise.all(Array.from({ length: 10 }, () => activate(as, needing)));
    expect(ten.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(ten.filter(({ status }) => status === 200)).toHaveLength(9);
    expect(new Set(ten.map(({ body }) => body.id)).size).toBe(1);
  });
});

describe("a module that is not active", () => {
  it("stops at once, for everybody and for keys; its data stays and is there again", async () => {
    const firm = await makeInstitution({ today: "2026-04-06" });
    const [boss, traveller, dean] = [await firm.actor("ADM"), await firm.actor("D1"), await firm.actor("A2")];
    const order = await draft(traveller, orderE1(firm, [traveller.pegawaiId]));
    const key = await ask<{ kunci: string }>(traveller, "POST", "/identity/keys", { nama: "Uji", izin: ["sppd.read"] });
    const program = { ...traveller, token: key.body.kunci };
    for (const actor of [traveller, dean, program]) expect((await ask(actor, "GET", "/sppd")).status).toBe(200);

    const id = (await userModuleOf(boss, "sppd"))?.id ?? "";
    expect((await deactivate(boss, id)).status).toBe(204);
    for (const actor of [boss, traveller, dean, program]) {
      const refused = await until(
        () => ask(actor, "GET", "/sppd"),
        ({ status }) => status === 403,
        5_000,
      );
      expect([codeOf(refused), refused.body["modul"]]).toEqual(["403 MODULE_ACCESS_DENIED", "sppd"]);
    }
    expect(codeOf(await ask(traveller, "POST", "/sppd", orderE1(firm, [traveller.pegawaiId])))).toBe(
      "403 MODULE_ACCESS_DENIED",
    );
    expect((await ask<{ modul: string[] }>(traveller, "GET", "/identity/me")).body.modul).toEqual([]);
    expect((await ask(d1, "GET", "/sppd")).status).toBe(200);

    const [sppd] = await ownerRows<DeclaredModule>("select id, slug from modules where slug = 'sppd'");
    expect((await activate(boss, sppd ?? { id: "", slug: "" })).body.id).toBe(id);
    const back = await until(
      () => ask<{ data: { id: string }[] }>(traveller, "GET", "/sppd"),
      ({ status }) => status === 200,
      5_000,
    );
    expect(back.body.data.map((one) => one.id)).toEqual([order]);
  });

  it("lets work finish that was under way when it was deactivated", async () => {
    const firm = await makeInstitution({ today: "2026-04-06" });
    const [boss, traveller] = [await firm.actor("ADM"), await firm.actor("D1")];
    const order = await draft(traveller, orderE1(firm, [traveller.pegawaiId]));
    await approveFully(firm, traveller, order);
    await issueBoth(firm, order);
    expect((await deactivate(boss, (await userModuleOf(boss, "sppd"))?.id ?? "")).status).toBe(204);
    const jobs = () =>
      ownerRows<{ status: string }>("select status from jobs where institution_id = $1 and name = 'sppd.dokumen'", [
        firm.id,
      ]);
    const done = await until(jobs, (list) => list.every(({ status }) => status === "done"));
    expect(done.map(({ status }) => status)).toEqual(["done", "done"]);
  });
});
