import { describe, expect, it } from "vitest";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution } from "../setup/institution.ts";
import { draft, orderE1 } from "../setup/orders.ts";

describe("a copy of an order", () => {
  it("is the same trip on other days, a draft at the tariffs of its year, for those one may send", async () => {
    const institution = await makeInstitution({ today: "2026-04-06" });
    const [d1, op, d3] = await Promise.all(["D1", "OP", "D3"].map((key) => institution.actor(key)));
    if (!d1 || !op || !d3) throw new Error("nobody there");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    const copy = (actor: typeof d1, body: object) => ask(actor, "POST", `/sppd/${id}/salin`, body);
    const made = await copy(d1, { tanggal_berangkat: "2026-05-30" });
    expect([made.status, made.body]).toMatchObject([201, { status: "draft", total_estimasi: 4_340_000, versi: 1 }]);
    const { body } = await ask(d1, "GET", `/sppd/${String(made.body["id"])}`);
    expect(body).toMatchObject({
      tanggal_berangkat: "2026-05-30",
      tanggal_kembali: "2026-06-01",
      dasar: null,
      maksud: "Mengikuti rapat koordinasi kurikulum nasional",
      etape: [{ berangkat: "2026-05-30", kembali: "2026-06-01", tempat: "Hotel Borobudur" }],
    });
    const d2 = institution.people["D2"]?.pegawai_id;
    expect((await copy(op, { tanggal_berangkat: "2026-05-11", pelaksana: [d2] })).status).toBe(201);
    expect(codeOf(await copy(d1, { tanggal_berangkat: "2026-05-11", pelaksana: [d2] }))).toBe(
      "422 PELAKSANA_TIDAK_DIKENAL",
    );
    expect(codeOf(await copy(d3, { tanggal_berangkat: "2026-05-11" }))).toBe("404 TIDAK_DITEMUKAN");
    // Next year's line must be named; this year's is not its.
    const year = { tanggal_berangkat: "2027-01-11" };
    expect(codeOf(await copy(d1, year))).toMatch(/^422 (ANGGARAN_TIDAK_DIKENAL|TARIF_TIDAK_ADA)$/);
  });
});
