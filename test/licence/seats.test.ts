import { beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf, within, type Reply } from "../setup/http.ts";
import { checked, fileOf, rowsOf, saved } from "../setup/imports.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { license, type Shown } from "../setup/licences.ts";

let school: TestInstitution;
let adm: Actor;
const activeNow = async () => {
  const [row] = await ownerRows<{ jumlah: number }>(
    "select count(*)::int as jumlah from users where institution_id = $1 and aktif",
    [school.id],
  );
  return row?.jumlah ?? 0;
};
let people = 0;
const enter = (): Promise<Reply<{ id: string; batas?: number }>> =>
  ask(adm, "POST", "/identity/users", {
    nama: "Sri Lestari",
    pengenal: { username: `kursi${++people}` },
    peran: [{ peran: "dosen", unit_id: school.units["TI"] }],
  });

beforeAll(async () => {
  school = await makeInstitution();
  adm = await school.actor("ADM");
});

describe("the accounts of a licence", () => {
  it("are never more than it has, however many are entered at once; closing one makes room", async () => {
    const before = await activeNow();
    await license(school, { seats: before + 3 });
    const entered = await Promise.all(Array.from({ length: 8 }, enter));
    expect(entered.map(codeOf).toSorted()).toEqual([
      ...Array<string>(3).fill("201"),
      ...Array<string>(5).fill("409 KURSI_PENUH"),
    ]);
    expect(entered.find(({ status }) => status === 409)?.body.batas).toBe(before + 3);
    expect(await activeNow()).toBe(before + 3);
    const used = await within(
      5_000,
      () => ask<Shown>(adm, "GET", "/licence"),
      ({ body }) => body.terpakai === before + 3,
    );
    expect(used.body).toMatchObject({ seats: before + 3, terpakai: before + 3 });

    const { id = "" } = entered.find(({ status }) => status === 201)?.body ?? {};
    expect((await ask(adm, "POST", `/identity/users/${id}/deactivate`)).status).toBe(200);
    expect((await enter()).status).toBe(201);
    expect(codeOf(await ask(adm, "POST", `/identity/users/${id}/activate`))).toBe("409 KURSI_PENUH");
    await license(school);
    expect((await ask(adm, "POST", `/identity/users/${id}/activate`)).status).toBe(200);
  });

  it("are those that an import fills as far as they go; the rest of its rows say why not", async () => {
    const before = await activeNow();
    await license(school, { seats: before + 2 });
    const found = await checked(
      adm,
      fileOf([["Nama", "NIM"], ...[1, 2, 3, 4].map((nomor) => [`Murid ${"abcd"[nomor - 1]}`, `2026900${nomor}`])]),
    );
    expect(found.jumlah.sah).toBe(4);
    expect(await saved(adm, found.id)).toMatchObject({ status: "selesai", jumlah: { sah: 0, galat: 2, tersimpan: 2 } });
    const rows = await rowsOf(adm, found.id, "&filter[putusan]=galat");
    expect(rows.map(({ nomor, galat }) => [nomor, galat])).toEqual(
      [4, 5].map((nomor) => [nomor, [{ kolom: "nama", kode: "KURSI_PENUH" }]]),
    );
    expect(await activeNow()).toBe(before + 2);
  });
});
