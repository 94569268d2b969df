import { describe, expect, it } from "vitest";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, ownerRows } from "../setup/institution.ts";
import { act, bandung, draft, leg, orderE1 } from "../setup/orders.ts";

const today = "2026-04-06";

describe("money", () => {
  it("gives the last rupiah to one of two submissions at the same instant", async () => {
    const institution = await makeInstitution({ today, pagu: 5_000_000 });
    const [d1, d2] = [await institution.actor("D1"), await institution.actor("D2")];
    const ids = await Promise.all([d1, d2].map((actor) => draft(actor, orderE1(institution, [actor.pegawaiId]))));
    const replies = await Promise.all([act(d1, ids[0] ?? "", "ajukan"), act(d2, ids[1] ?? "", "ajukan")]);
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({
      code: "PAGU_TIDAK_CUKUP",
      sisa: 660_000,
      dibutuhkan: 4_340_000,
    });
  });

  it("is taken from lines of the order's unit and of units above it, and from no other unit's", async () => {
    const institution = await makeInstitution({ today });
    const { UNIV, FT, TI, FE } = institution.units;
    const [d1, d3, op, p1] = await Promise.all(["D1", "D3", "OP", "P1"].map((key) => institution.actor(key)));
    if (!d1 || !d3 || !op || !p1) throw new Error("nobody there");
    const enter = async (unit_id = "") => {
      const line = { tahun: 2026, unit_id, kegiatan: "4471", akun: "524111", uraian: "Perjalanan", pagu: 50_000_000 };
      return (await ask<{ id: string }>(p1, "POST", "/referensi/anggaran", line)).body.id;
    };
    const [faculty, programme, other] = [await enter(FT), await enter(TI), await enter(FE)];
    const usable = async (unit_id = "") =>
      (await ask<{ unit_id: string }[]>(d1, "GET", `/referensi/anggaran?tahun=2026&unit_id=${unit_id}`)).body;
    expect(new Set((await usable(TI)).map((line) => line.unit_id))).toEqual(new Set([UNIV, FT, TI]));
    expect(new Set((await usable(FT)).map((line) => line.unit_id))).toEqual(new Set([UNIV, FT]));

    const asked = (actor: typeof d1, anggaran_id: string | undefined, more: object = {}) =>
      ask(actor, "POST", "/sppd", orderE1(institution, [actor.pegawaiId], { anggaran_id, ...more }));
    for (const line of [institution.budgets[1], faculty, programme]) expect((await asked(d1, line)).status).toBe(201);
    const refused = await asked(d1, other);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: "ANGGARAN_DI_LUAR_UNIT",
      errors: [{ pointer: "/anggaran_id", code: "ANGGARAN_DI_LUAR_UNIT" }],
    });
    expect(codeOf(await asked(d3, other))).toBe("201");
    expect(codeOf(await asked(d3, faculty))).toBe("422 ANGGARAN_DI_LUAR_UNIT");
    // A line below is its unit's alone, also where whoever enters the order reaches it.
    expect(codeOf(await asked(op, programme, { unit_id: FT }))).toBe("422 ANGGARAN_DI_LUAR_UNIT");
    expect(codeOf(await asked(d1, institution.budgets[2]))).toBe("422 ANGGARAN_TIDAK_DIKENAL");

    const id = await draft(d1, orderE1(institution, [d1.pegawaiId], { anggaran_id: programme }));
    const changed = orderE1(institution, [d1.pegawaiId], { anggaran_id: other });
    expect(codeOf(await ask(d1, "PUT", `/sppd/${id}?versi=1`, changed))).toBe("422 ANGGARAN_DI_LUAR_UNIT");
    await ownerRows("update anggaran set unit_id = $2, akun = '524119' where id = $1", [programme, FE]);
    expect(codeOf(await act(d1, id, "ajukan"))).toBe("422 ANGGARAN_DI_LUAR_UNIT");
  });

  it("says which tariff is missing instead of guessing one, and uses a figure that the institution corrected", async () => {
    const institution = await makeInstitution({ today: "2027-01-04" });
    const d1 = await institution.actor("D1");
    const body = orderE1(institution, [d1.pegawaiId], {
      etape: [leg("2027-02-01", "2027-02-03", bandung)],
      anggaran_id: institution.budgets[2],
      biaya: { transpor: [] },
    });
    const refused = await ask(d1, "POST", "/sppd", body);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: "TARIF_TIDAK_ADA", tahun: 2027 });
  });
});
