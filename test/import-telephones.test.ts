import { beforeAll, describe, expect, it } from "vitest";
import { ask } from "./setup/http.ts";
import { checked, fileOf, rowsOf, saved } from "./setup/imports.ts";
import { makeInstitution, ownerRows, type Actor } from "./setup/institution.ts";

let adm: Actor;
beforeAll(async () => {
  adm = await (await makeInstitution()).actor("ADM");
});

describe("telephone numbers in a file of people", () => {
  it("are kept sealed from the first look on, found by the whole number, changed for nobody", async () => {
    const head = ["Nama", "NIM", "No. HP"];
    const file = (...rows: (string | number)[][]) => fileOf([head, ...rows]);
    const found = await checked(
      adm,
      file(
        ["Laras Ayu", "20269001", "0857 1111 2222"],
        ["Guntur", "20269002", 85_711_113_333],
        ["Wira", "20269003", "rumah"],
      ),
    );
    const rows = await rowsOf(adm, found.id);
    expect(rows.map(({ galat, peringatan }) => [galat, peringatan])).toEqual([
      [[], []],
      [[], [{ kolom: "telepon", kode: "NOL_DIPULIHKAN" }]],
      [[{ kolom: "telepon", kode: "TELEPON_TIDAK_SAH" }], []],
    ]);
    expect(await saved(adm, found.id)).toMatchObject({ jumlah: { galat: 1, tersimpan: 2 } });
    const kept = await ownerRows(
      `select b.isi, u.telepon, u.telepon_hash, (select jsonb_agg(a.rincian) from aktivitas a where a.user_id = u.id) as log
         from impor_baris b left join users u on u.id = b.user_id where b.impor_id = $1`,
      [found.id],
    );
    expect(kept).toHaveLength(3);
    for (const number of ["11112222", "11113333"]) expect(JSON.stringify(kept)).not.toContain(number);
    const named = async (telepon: string) => {
      const path = `/identity/users?filter[telepon]=${encodeURIComponent(telepon)}`;
      return (await ask<{ data: { nama: string }[] }>(adm, "GET", path)).body.data.map(({ nama }) => nama);
    };
    expect([await named("+6285711112222"), await named("0857-1111-3333")]).toEqual([["Laras Ayu"], ["Guntur"]]);

    const again = await checked(
      adm,
      file(["Laras Ayu", "20269001", "0857-1111-2222"], ["Guntur", "20269002", "0857 9999 0000"]),
    );
    expect((await rowsOf(adm, again.id)).map(({ putusan, peringatan }) => [putusan, peringatan])).toEqual([
      ["tak_berubah", []],
      ["tak_berubah", [{ kolom: "telepon", kode: "TELEPON_BERBEDA" }]],
    ]);
  });
});
