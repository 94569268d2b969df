import { beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";

interface View {
  readonly id: string;
  readonly nama: string;
  readonly bawaan: boolean;
  readonly milik_sendiri: boolean;
  readonly oleh: string;
  readonly unit: { readonly id: string; readonly nama: string } | null;
}

let institution: TestInstitution;
let op: Actor;
/** A lecturer of TI below FT, one of EK below FE, the dean of FT, the rector. */
let [d1, d3, a2, r1]: Actor[] = [];

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  op = await institution.actor("OP");
  [d1, d3, a2, r1] = await Promise.all(["D1", "D3", "A2", "R1"].map((key) => institution.actor(key)));
});

const known = (actor: Actor | undefined): Actor => {
  if (!actor) throw new Error("somebody is missing");
  return actor;
};
const keep = async (as: Actor, nama: string, more: object = {}) =>
  (await ask<View>(as, "POST", "/identity/views", { daftar: "sppd", nama, isi: { sort: "dibuat" }, ...more })).body.id;
const share = (as: Actor, id: string, unit: string) =>
  ask<View>(as, "PUT", `/identity/views/${id}/unit`, { unit_id: institution.units[unit] });
const seen = async (as: Actor | undefined, id: string) =>
  (await ask<{ data: View[] }>(known(as), "GET", "/identity/views?daftar=sppd")).body.data.find((one) => one.id === id);

describe("a view that is shared with a unit", () => {
  it("is shown to whoever belongs there or below, and stays its owner's", async () => {
    const id = await keep(op, "Menunggu berkas", { bawaan: true });
    const shared = await share(op, id, "FT");
    const unit = { id: institution.units["FT"], nama: expect.any(String) as unknown };
    expect([shared.status, shared.body]).toEqual([200, expect.objectContaining({ id, milik_sendiri: true, unit })]);
    for (const actor of [d1, a2]) {
      expect(await seen(actor, id)).toMatchObject({ milik_sendiri: false, oleh: "Tono Sugiarto", bawaan: false, unit });
    }
    for (const actor of [d3, r1, await (await makeInstitution()).actor("D1")]) {
      expect(await seen(actor, id)).toBeUndefined();
    }
    // Changed by its owner it is changed for all, and is shared as before.
    const body = { daftar: "sppd", nama: "Berkas kurang", isi: {} };
    expect((await ask(op, "PUT", `/identity/views/${id}`, body)).status).toBe(200);
    expect(await seen(d1, id)).toMatchObject({ nama: "Berkas kurang", unit });
    expect((await ask(op, "DELETE", `/identity/views/${id}/unit`)).status).toBe(204);
    expect(await seen(d1, id)).toBeUndefined();
    expect(await seen(op, id)).toMatchObject({ nama: "Berkas kurang", unit: null });
  });

  it("is changed, shared, taken back and dropped by nobody else, whatever they may do", async () => {
    const id = await keep(op, "Bersama");
    await share(op, id, "FT");
    const before = await seen(op, id);
    const body = { daftar: "sppd", nama: "Diambil", isi: {}, bawaan: true };
    for (const key of ["A2", "ADM"]) {
      const actor = await institution.actor(key);
      const tried = [
        await ask(actor, "PUT", `/identity/views/${id}`, body),
        await share(actor, id, "FT"),
        await ask(actor, "DELETE", `/identity/views/${id}/unit`),
        await ask(actor, "DELETE", `/identity/views/${id}`),
      ];
      expect([key, tried.map(codeOf)]).toEqual([key, tried.map(() => "404 TIDAK_DITEMUKAN")]);
    }
    expect(await seen(op, id)).toEqual(before);
  });

  it("takes the permission, and a unit within its reach", async () => {
    const own = await keep(known(d1), "Sendiri");
    expect(codeOf(await share(known(d1), own, "TI"))).toBe("403 TIDAK_BERWENANG");
    const id = await keep(op, "Jauh");
    for (const unit of ["FE", "UNIV"]) expect(codeOf(await share(op, id, unit))).toBe("422 UNIT_TIDAK_DIKENAL");
    const stranger = (await makeInstitution()).units["FT"];
    const adm = await institution.actor("ADM");
    const theirs = await keep(adm, "Semua");
    const body = { unit_id: stranger };
    expect(codeOf(await ask(adm, "PUT", `/identity/views/${theirs}/unit`, body))).toBe("422 UNIT_TIDAK_DIKENAL");
    expect((await share(adm, theirs, "UNIV")).status).toBe(200);
    expect(await seen(d3, theirs)).toMatchObject({ milik_sendiri: false });
    // One's own view can be kept to oneself again without it.
    expect((await ask(known(d1), "DELETE", `/identity/views/${own}/unit`)).status).toBe(204);
  });

  it("goes with the account of its owner, and there are fifty of a list for a unit", async () => {
    const w1 = await institution.actor("W1");
    const id = await keep(w1, "Wadek");
    await share(w1, id, "TI");
    expect(await seen(d1, id)).toMatchObject({ oleh: "Wahyu Nugroho" });
    await ownerRows("update users set aktif = false where id = $1", [w1.userId]);
    expect(await seen(d1, id)).toBeUndefined();
    await ownerRows(
      `insert into tampilan (institution_id, user_id, daftar, nama, isi, bawaan, unit_id)
       select $1, $2, 'sppd', 'ke-' || n, '{}', false, $3 from generate_series(1, 49) n`,
      [institution.id, known(a2).userId, institution.units["TI"]],
    );
    const more = await keep(op, "Satu lagi");
    expect(codeOf(await share(op, more, "TI"))).toBe("409 TAMPILAN_TERLALU_BANYAK");
    expect((await share(op, more, "FT")).status).toBe(200);
  });
});
