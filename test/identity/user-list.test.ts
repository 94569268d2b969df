import { beforeAll, describe, expect, it } from "vitest";
import { Registrar } from "../setup/registrar.ts";
import { ask, codeOf, pause } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";

let institution: TestInstitution;
let registrar: Registrar;
let adm: Actor;
let op: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  registrar = new Registrar(institution);
  [adm, op] = await Promise.all([institution.actor("ADM"), institution.actor("OP")]);
});

interface Page {
  readonly data: { id: string; nama: string; pengenal: Record<string, string>; aktif: boolean }[];
  readonly berikutnya: string | null;
  readonly jumlah?: { sebanyak: number; tepat: boolean };
}
const list = async (query: string, actor = adm) => (await ask<Page>(actor, "GET", `/identity/users?${query}`)).body;
const names = async (query: string, actor = adm) => (await list(query, actor)).data.map(({ nama }) => nama);
const unit = (kode: string) => institution.units[kode] ?? "";
const idOf = (key: string) => institution.people[key]?.user_id ?? "";

describe("the list of registrar", () => {
  it("comes by name, page after page, whole", async () => {
    const all = await names("per_page=100");
    expect(all).toEqual(all.toSorted((one, other) => (one < other ? -1 : 1)));
    const seen: string[] = [];
    let after = "";
    do {
      const page = await list(`per_page=5${after}`);
      seen.push(...page.data.map(({ nama }) => nama));
      after = page.berikutnya === null ? "" : `&setelah=${page.berikutnya}`;
    } while (after !== "");
    expect(seen).toEqual(all);
  });

  it("comes fifty at a time unless told, and never more than a hundred", async () => {
    const crowded = await makeInstitution();
    await ownerRows("insert into users (institution_id, nama) select $1, 'Orang ' || n from generate_series(1, 60) n", [
      crowded.id,
    ]);
    const actor = await crowded.actor("ADM");
    expect(await names("", actor)).toHaveLength(50);
    expect((await names("per_page=100", actor)).length).toBeGreaterThan(60);
    expect(codeOf(await ask(actor, "GET", "/identity/users?per_page=101"))).toBe("422 DATA_TIDAK_SAH");
  });

  it("finds people by words of their name and by any name they log in with", async () => {
    await registrar.create({
      ...registrar.body(),
      nama: "Laras Kusumawati",
      pengenal: { nip: "19900314 201903 2 005", nim: "A12.2019.0042" },
    });
    for (const words of ["laras", "KUSUMA", "wati laras", "1990031420", "a12.2019"])
      expect([words, await names(`filter[cari]=${words}`)]).toEqual([words, ["Laras Kusumawati"]]);
    expect(await names("filter[cari]=laras sari")).toEqual([]);
    // Too short for pieces of it to be found: the whole name, and only for whoever reaches its person.
    await registrar.create({ ...registrar.body("dosen", "EK"), nama: "Dosen Berkode", pengenal: { nid: "D-77" } });
    const found = ["D-77", " d-77 ", "D-7", "D-77&filter[aktif]=false"].map((text) => names(`filter[cari]=${text}`));
    expect(await Promise.all(found)).toEqual([["Dosen Berkode"], ["Dosen Berkode"], [], []]);
    expect(await names("filter[cari]=D-77", op)).toEqual([]);
    expect(codeOf(await ask(adm, "GET", "/identity/users?filter[cari]=xy"))).toBe("422 DATA_TIDAK_SAH");
  });

  it("filters by role, unit, standing and kind of name, together with a search", async () => {
    const shut = await registrar.create({
      ...registrar.body("auditor", "FE"),
      nama: "Zahra Tertutup",
      pengenal: { nisn: "0401019001" },
    });
    expect(codeOf(await ask(adm, "POST", `/identity/users/${shut}/deactivate`))).toBe("200");
    expect(await names("filter[peran]=auditor")).toEqual(["Zahra Tertutup"]);
    expect(await names("filter[unit]=" + unit("FE"))).toEqual(["Zahra Tertutup"]);
    expect(await names("filter[aktif]=false")).toEqual(["Zahra Tertutup"]);
    expect(await names("filter[aktif]=true&filter[peran]=auditor")).toEqual([]);
    expect(await names("filter[pengenal]=nisn")).toEqual(["Zahra Tertutup"]);
    expect(
      await names(`filter[cari]=zahra&filter[unit]=${unit("FE")}&filter[aktif]=false&filter[peran]=auditor`),
    ).toEqual(["Zahra Tertutup"]);
    expect(await names("filter[cari]=zahra&filter[peran]=dosen")).toEqual([]);
    expect(await names("filter[peran]=ppk&sort=-dibuat")).toEqual(["Dewi Lestari"]);
  });

  it("says how many there are when it is asked, and not otherwise", async () => {
    expect((await list("per_page=2")).jumlah).toBeUndefined();
    const { data } = await list("per_page=100&filter[peran]=dosen");
    expect((await list("per_page=2&filter[peran]=dosen&hitung=true")).jumlah).toEqual({
      sebanyak: data.length,
      tepat: true,
    });
  });

  it("shows a unit's operator the unit's people, by role or as staff, and nobody else", async () => {
    const all = await names("per_page=100", op);
    expect(all).toEqual(expect.arrayContaining(["Ratna Wulandari", "Agus Santoso", "Tono Sugiarto"]));
    for (const beyond of ["Sari Ambarwati", "Siti Rahayu", "Rudi Hartono"]) expect(all).not.toContain(beyond);
    expect(codeOf(await ask(op, "GET", `/identity/users/${idOf("R1")}`))).toBe("404 TIDAK_DITEMUKAN");
  });

  it("shows a change at once", async () => {
    const id = await registrar.create({ ...registrar.body(), nama: "Sebelum Menikah" });
    expect(await names("filter[cari]=menikah")).toEqual(["Sebelum Menikah"]);
    const { pengenal } = registrar.body();
    await ask(adm, "PUT", `/identity/users/${id}?versi=1`, { nama: "Sesudah Menikah", pengenal });
    await pause(1_000);
    expect(await names("filter[cari]=menikah")).toEqual(["Sesudah Menikah"]);
  });
});
