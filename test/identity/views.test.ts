import { beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";

interface View {
  readonly id: string;
  readonly daftar: string;
  readonly nama: string;
  readonly isi: Readonly<Record<string, string>>;
  readonly bawaan: boolean;
}

let institution: TestInstitution;
let d1: Actor;
let d2: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  [d1, d2] = await Promise.all([institution.actor("D1"), institution.actor("D2")]);
});

const isi = {
  "filter[status]": "diajukan,disetujui",
  sort: "-tanggal_berangkat",
  fields: "maksud,tujuan",
  tahun: "2026",
};
const keep = (as: Actor, nama: string, more: object = {}) =>
  ask<View>(as, "POST", "/identity/views", { daftar: "sppd", nama, isi, ...more });
const change = (as: Actor, id: string, more: object) =>
  ask<View>(as, "PUT", `/identity/views/${id}`, { daftar: "sppd", nama: "Lain", isi, ...more });
const viewsOf = async (as: Actor, query = "") =>
  (await ask<{ data: View[] }>(as, "GET", `/identity/views${query}`)).body.data;
const defaultsOf = async (as: Actor) =>
  (await viewsOf(as)).filter(({ bawaan }) => bawaan).map(({ daftar, nama }) => `${daftar} ${nama}`);

describe("a view of a list", () => {
  it("is kept under a name, asks of the list what it keeps, and is renamed and dropped", async () => {
    const kept = await keep(d1, "Menunggu surat");
    expect([kept.status, kept.body]).toEqual([
      201,
      {
        id: kept.body.id,
        daftar: "sppd",
        nama: "Menunggu surat",
        isi,
        bawaan: false,
        milik_sendiri: true,
        oleh: "Ratna Wulandari",
        unit: null,
      },
    ]);
    const address = new URLSearchParams(kept.body.isi).toString();
    expect((await ask(d1, "GET", `/sppd?${address}`)).status).toBe(200);
    await keep(d1, "Akun", { daftar: "pegawai", isi: { sort: "nama" } });
    expect((await viewsOf(d1, "?daftar=sppd")).map(({ nama }) => nama)).toEqual(["Menunggu surat"]);
    expect((await viewsOf(d1)).map(({ nama }) => nama)).toEqual(["Akun", "Menunggu surat"]);
    const renamed = await change(d1, kept.body.id, { nama: "Surat", isi: { "filter[menunggu]": "surat_tugas" } });
    expect([renamed.status, renamed.body.nama, renamed.body.isi]).toEqual([
      200,
      "Surat",
      { "filter[menunggu]": "surat_tugas" },
    ]);
    expect((await ask(d1, "DELETE", `/identity/views/${kept.body.id}`)).status).toBe(204);
    expect(codeOf(await ask(d1, "DELETE", `/identity/views/${kept.body.id}`))).toBe("404 TIDAK_DITEMUKAN");
    expect(await viewsOf(d1, "?daftar=sppd")).toEqual([]);
  });

  it("is refused, field by field, where the list would refuse it, and of a list that there is not", async () => {
    const refused = async (wrong: Record<string, string>, daftar = "sppd") => {
      const { status, body } = await ask<{ errors: { pointer: string; code: string; detail: string }[] }>(
        d1,
        "POST",
        "/identity/views",
        { daftar, nama: "Salah", isi: wrong },
      );
      return [status, body.errors.map(({ pointer, code }) => `${pointer} ${code}`)];
    };
    expect(await refused({ "filter[warna]": "biru" })).toEqual([422, ["/isi/filter[warna] KOLOM_TIDAK_DIKENAL"]]);
    expect(await refused({ "filter[status]": "draft,lain" })).toEqual([422, ["/isi/filter[status] PILIHAN_TIDAK_SAH"]]);
    const attempts: readonly (readonly [Record<string, string>, string])[] = [
      [{ setelah: "x" }, "sppd"],
      [{ per_page: "10" }, "sppd"],
      [{ fields: "maksud,rekening" }, "sppd"],
      [{ sort: "maksud" }, "sppd"],
      [{ "filter[dari]": "2026-04-01", sort: "-dibuat" }, "sppd"],
      [{ "filter[menunggu]": "saya" }, "pegawai"],
      [{ constructor: "x" }, "jobs"],
      [{}, "tiada"],
      [{}, "constructor"],
    ];
    for (const [wrong, daftar] of attempts) expect([wrong, (await refused(wrong, daftar))[0]]).toEqual([wrong, 422]);
    for (const more of [
      { nama: " " },
      { nama: "a\u0007" },
      { nama: "x".repeat(101) },
      { isi: { sort: 1 } },
      { user_id: d2.userId },
    ])
      expect([more, (await keep(d1, "Salah", more)).status]).toEqual([more, 422]);
    expect(await viewsOf(d1, "?daftar=sppd")).toEqual([]);
  });

  it("opens its list when it is the one that does: the last that was said to, of each list its own", async () => {
    const first = await keep(d2, "Satu", { bawaan: true });
    await keep(d2, "Staf", { daftar: "pegawai", isi: {}, bawaan: true });
    expect(await defaultsOf(d2)).toEqual(["pegawai Staf", "sppd Satu"]);
    const second = await keep(d2, "Dua", { bawaan: true });
    expect(await defaultsOf(d2)).toEqual(["pegawai Staf", "sppd Dua"]);
    await change(d2, first.body.id, { nama: "Satu", bawaan: true });
    expect(await defaultsOf(d2)).toEqual(["pegawai Staf", "sppd Satu"]);
    await change(d2, first.body.id, { nama: "Satu" });
    expect(await defaultsOf(d2)).toEqual(["pegawai Staf"]);
    const raced = await Promise.all(
      [first, second].map(({ body }, index) => change(d2, body.id, { nama: ["Satu", "Dua"][index], bawaan: true })),
    );
    expect(raced.map(({ status }) => status)).toEqual([200, 200]);
    expect((await defaultsOf(d2)).length).toBe(2);
  });

  it("is nobody else's: not of a colleague, not of an administrator, not of another institution", async () => {
    const { body: mine } = await keep(d1, "Pribadi", { bawaan: true });
    const other = await makeInstitution();
    for (const actor of [d2, await institution.actor("ADM"), await other.actor("D1")]) {
      expect((await viewsOf(actor)).map(({ id }) => id)).not.toContain(mine.id);
      expect(codeOf(await change(actor, mine.id, {}))).toBe("404 TIDAK_DITEMUKAN");
      expect(codeOf(await ask(actor, "DELETE", `/identity/views/${mine.id}`))).toBe("404 TIDAK_DITEMUKAN");
    }
    expect(codeOf(await change(d1, mine.id, { daftar: "pegawai", isi: {} }))).toBe("404 TIDAK_DITEMUKAN");
    expect((await viewsOf(d1)).find(({ id }) => id === mine.id)).toEqual(mine);
  });

  it("has a name of its own, and there are fifty of a list at the most", async () => {
    const d3 = await institution.actor("D3");
    expect((await keep(d3, "Sama")).status).toBe(201);
    const { body: second } = await keep(d3, "Kedua");
    expect(codeOf(await keep(d3, "Sama"))).toBe("409 TAMPILAN_SUDAH_ADA");
    expect(codeOf(await change(d3, second.id, { nama: "Sama" }))).toBe("409 TAMPILAN_SUDAH_ADA");
    expect((await keep(d3, "Sama", { daftar: "pegawai", isi: {} })).status).toBe(201);
    await ownerRows(
      `insert into tampilan (institution_id, user_id, daftar, nama, isi, bawaan)
       select $1, $2, 'sppd', 'ke-' || n, '{}', false from generate_series(1, 48) n`,
      [institution.id, d3.userId],
    );
    expect(codeOf(await keep(d3, "Terlalu"))).toBe("409 TAMPILAN_TERLALU_BANYAK");
    expect((await keep(d3, "Masih", { daftar: "jobs", isi: {} })).status).toBe(201);
  });
});
