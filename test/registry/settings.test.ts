import { beforeAll, describe, expect, it } from "vitest";
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

describe("what an institution sets of a module", () => {
  const configure = (as: Actor, id: string, configuration: object) =>
    ask<{ configuration: object; code?: string; errors?: { pointer: string; code: string }[] }>(
      as,
      "PATCH",
      `/user-modules/${id}`,
      { configuration },
    );

  it("is held to the module's schema, and field by field", async () => {
    const { id } = (await userModuleOf(adm, "sppd")) ?? { id: "" };
    const wrong = await configure(adm, id, { blok_visum: 9, tembusan: "Rektor", warna: "biru" });
    expect(codeOf(wrong)).toBe("422 DATA_TIDAK_SAH");
    expect(wrong.body.errors?.map(({ pointer }) => pointer).toSorted()).toEqual([
      "/configuration/blok_visum",
      "/configuration/tembusan",
      "/configuration/warna",
    ]);
    const plain = await declareModule();
    const { body } = await activate(adm, plain);
    expect(codeOf(await configure(adm, body.id, { a: 1 }))).toBe("422 PENGATURAN_TIDAK_SAH");
    expect(codeOf(await configure(d1, id, { blok_visum: 6 }))).toBe("403 TIDAK_BERWENANG");
    const deep = `{"configuration":{"tembusan":${"[".repeat(10_000)}${"]".repeat(10_000)}}}`;
    const json = { "content-type": "application/json" };
    const bytes = new TextEncoder().encode(deep);
    expect(codeOf(await ask(adm, "PATCH", `/user-modules/${id}`, undefined, json, bytes))).toBe("422 DATA_TIDAK_SAH");
  });

  it("stays while the module is not active, is what letters are made by, and the log has what was before", async () => {
    const firm = await makeInstitution({ today: "2026-04-06" });
    const [boss, traveller] = [await firm.actor("ADM"), await firm.actor("D1")];
    const { id } = (await userModuleOf(boss, "sppd")) ?? { id: "" };
    expect((await configure(boss, id, { tembusan: ["Rektor"] })).body.configuration).toEqual({ tembusan: ["Rektor"] });
    const both = { tembusan: ["Arsip"], blok_visum: 6, kode_klasifikasi: "090" };
    expect(
      (await configure(boss, id, { tembusan: ["Arsip"], blok_visum: 6, kode_klasifikasi: "090" })).body.configuration,
    ).toEqual(both);
    await deactivate(boss, id);
    const [sppd] = await ownerRows<DeclaredModule>("select id, slug from modules where slug = 'sppd'");
    await activate(boss, sppd ?? { id: "", slug: "" });
    expect((await userModuleOf(boss, "sppd"))?.configuration).toEqual(both);

    await until(
      () => ask(traveller, "GET", "/sppd"),
      ({ status }) => status === 200,
    );
    const order = await draft(traveller, orderE1(firm, [traveller.pegawaiId]));
    await approveFully(firm, traveller, order);
    const { st, spd } = await issueBoth(firm, order);
    expect([st.status, spd.status]).toEqual([202, 202]);
    const letters = await ownerRows<{ jenis: string; nomor: string; snapshot: Record<string, unknown> }>(
      "select jenis, nomor, snapshot from dokumen where sppd_id = $1 order by jenis",
      [order],
    );
    expect(letters.map(({ jenis, snapshot }) => [jenis, snapshot["tembusan"] ?? snapshot["blok_visum"]])).toEqual([
      ["spd", 6],
      ["surat_tugas", ["Arsip"]],
    ]);
    expect(letters[1]?.nomor).toContain("/090/");

    const log = await ownerRows<{ rincian: object }>(
      "select rincian from aktivitas where institution_id = $1 and aksi = 'modul_diatur' order by id",
      [firm.id],
    );
    expect(log.map(({ rincian }) => rincian)).toEqual([
      { modul: "sppd", sebelum: {}, sesudah: { tembusan: ["Rektor"] } },
      { modul: "sppd", sebelum: { tembusan: ["Rektor"] }, sesudah: both },
    ]);
  });

  it("is nobody else's to see or to change", async () => {
    const other = await makeInstitution();
    const boss = await other.actor("ADM");
    const { id } = (await userModuleOf(adm, "sppd")) ?? { id: "" };
    expect(codeOf(await configure(boss, id, { blok_visum: 6 }))).toBe("404 TIDAK_DITEMUKAN");
    expect(codeOf(await deactivate(boss, id))).toBe("404 TIDAK_DITEMUKAN");
  });
});

describe("the navigation", () => {
  const pages = async (actor: Actor) =>
    (await ask<{ data: { path: string }[] }>(actor, "GET", "/user-modules/navigation")).body.data;

  it("has the pages of active modules that one may open, named in both languages", async () => {
    const firm = await makeInstitution();
    const [boss, traveller] = [await firm.actor("ADM"), await firm.actor("D1")];
    const travels = { path: "/sppd", nama: { id: "Perjalanan dinas", en: "Travel orders" } };
    expect(await pages(traveller)).toContainEqual(travels);
    const pathsOf = async (actor: Actor) => (await pages(actor)).map(({ path }) => path);
    expect(await pathsOf(traveller)).not.toContain("/modul");
    expect(await pathsOf(boss)).toContain("/modul");
    // Costs are verified by one and validated by another: each has the page, and nobody has it twice.
    for (const code of ["B1", "P1"])
      expect((await pathsOf(await firm.actor(code))).filter((path) => path === "/verifikasi")).toHaveLength(1);
    expect(await pathsOf(traveller)).not.toContain("/verifikasi");

    await deactivate(boss, (await userModuleOf(boss, "sppd"))?.id ?? "");
    const left = await until(
      () => pathsOf(traveller),
      (paths) => !paths.includes("/sppd"),
      5_000,
    );
    expect(left).not.toContain("/sppd");
  });
});

describe("widgets", () => {
  interface Shown {
    data: { id: string; disematkan: number | null }[];
  }
  const shown = async (actor: Actor) => (await ask<Shown>(actor, "GET", "/user-modules/widgets")).body.data;

  it("are those of active modules that one may see; what one pins is one's own", async () => {
    const d2 = await institution.actor("D2");
    expect((await ask(d1, "PUT", "/user-modules/widgets", { widgets: ["sppd.ringkasan"] })).status).toBe(204);
    const mine = await until(
      () => shown(d1),
      (list) => list.some(({ disematkan }) => disematkan === 1),
    );
    expect(mine.map(({ id, disematkan }) => [id, disematkan])).toEqual([
      ["sppd.menunggu", null],
      ["sppd.ringkasan", 1],
    ]);
    expect((await shown(d2)).map(({ id, disematkan }) => [id, disematkan])).toEqual([
      ["sppd.menunggu", null],
      ["sppd.ringkasan", null],
    ]);
    const unknown = await ask<{ code: string; errors: { pointer: string }[] }>(d1, "PUT", "/user-modules/widgets", {
      widgets: ["sppd.ringkasan", "tiada"],
    });
    expect([codeOf(unknown), unknown.body.errors[0]?.pointer]).toEqual(["422 WIDGET_TIDAK_DIKENAL", "/widgets/1"]);
    const twice = await ask<{ errors: object[] }>(d1, "PUT", "/user-modules/widgets", {
      widgets: ["sppd.ringkasan", "sppd.ringkasan"],
    });
    expect([twice.status, twice.body.errors]).toEqual([
      422,
      [{ pointer: "/widgets", code: "WIDGET_GANDA", detail: "Sebuah widget disebut dua kali." }],
    ]);
  });
});
