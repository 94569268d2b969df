import { describe, expect, it } from "vitest";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows } from "../setup/institution.ts";
import { act, bandung, draft, leg, orderE1 } from "../setup/orders.ts";

const today = "2026-04-06";

describe("deciding", () => {
  it("lets nobody decide on their own trip, and goes one level up for an approver", async () => {
    const institution = await makeInstitution({ today });
    const a1 = await institution.actor("A1");
    const id = await draft(a1, orderE1(institution, [a1.pegawaiId]));
    expect((await act(a1, id, "ajukan")).body).toMatchObject({ level_menunggu: 4 });
    const own = await act(a1, id, "setujui");
    expect([own.status, own.body["code"]]).toEqual([403, "KONFLIK_KEPENTINGAN"]);
    expect((await act(await institution.actor("A2"), id, "setujui")).body).toMatchObject({ status: "disetujui" });
  });

  it("says for whom an order waits, from its submission to its letters", async () => {
    const institution = await makeInstitution({ today });
    const [d1, a1, a2, g1, p1] = await Promise.all(["D1", "A1", "A2", "G1", "P1"].map((key) => institution.actor(key)));
    if (!d1 || !a1 || !a2 || !g1 || !p1) throw new Error("nobody there");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    const turn = async () =>
      (
        await ask<{ giliran: { eskalasi_pada: string | null; orang: { id: string }[] } | null }>(
          d1,
          "GET",
          `/sppd/${id}`,
        )
      ).body.giliran;
    expect(await turn()).toBeNull();
    await act(d1, id, "ajukan");
    expect((await turn())?.orang.map((one) => one.id)).toEqual([a1.userId]);
    expect((await turn())?.eskalasi_pada).toMatch(/^2026-04-08T/);
    await act(a1, id, "setujui");
    expect((await turn())?.orang.map((one) => one.id)).toEqual([a2.userId]);
    await act(a2, id, "setujui");
    expect((await turn())?.orang.map((one) => one.id)).toContain(g1.userId);
    expect((await turn())?.eskalasi_pada).toBeNull();
    await act(g1, id, "terbitkan-st");
    expect((await turn())?.orang.map((one) => one.id)).toEqual([p1.userId]);
    await act(p1, id, "terbitkan-spd");
    expect(await turn()).toBeNull();
    await act(a2, id, "pembatalan", { alasan: "Kegiatan dibatalkan penyelenggara" });
    expect((await turn())?.orang.map((one) => one.id)).toEqual([p1.userId]);
  });

  it("refuses whoever's limit is below the amount, and passes it to the level above", async () => {
    const institution = await makeInstitution({ today });
    const d1 = await institution.actor("D1");
    const body = orderE1(institution, [d1.pegawaiId], {
      biaya: { transpor: [{ uraian: "Pesawat dan sewa kendaraan", jumlah: 21_000_000 }] },
    });
    const id = await draft(d1, body);
    await act(d1, id, "ajukan");
    await act(await institution.actor("A1"), id, "setujui");
    const refused = await act(await institution.actor("W1"), id, "setujui");
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ code: "MELEBIHI_BATAS_NOMINAL", batas: 20_000_000, jenjang: 4 });
  });

  it("gives a returned order back for correction, and a rejected one its money and days", async () => {
    const institution = await makeInstitution({ today });
    const d1 = await institution.actor("D1");
    const a1 = await institution.actor("A1");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await act(d1, id, "ajukan");
    const short = await act(a1, id, "kembalikan", { alasan: "kurang" });
    expect([short.status, short.body["code"]]).toEqual([422, "DATA_TIDAK_SAH"]);
    expect((await act(a1, id, "kembalikan", { alasan: "Lampirkan undangan resminya" })).body).toMatchObject({
      status: "draft",
      versi: 2,
    });

    const stale = await ask(d1, "PUT", `/sppd/${id}?versi=1`, orderE1(institution, [d1.pegawaiId]));
    expect([stale.status, stale.body["code"]]).toEqual([409, "VERSI_BERUBAH"]);
    const changed = await ask(
      d1,
      "PUT",
      `/sppd/${id}?versi=2`,
      orderE1(institution, [d1.pegawaiId], { etape: [leg("2026-04-14", "2026-04-15", bandung)] }),
    );
    expect([changed.status, changed.body["versi"]]).toEqual([200, 3]);
    await act(d1, id, "ajukan");
    expect((await act(a1, id, "tolak", { alasan: "Kegiatan dapat diikuti daring" })).body).toMatchObject({
      status: "ditolak",
    });
    const left = await ownerRows<{ komitmen: number; hari: number }>(
      `select (select sum(komitmen)::int from anggaran where institution_id = $1) as komitmen,
              (select count(*)::int from sppd_klaim where institution_id = $1) as hari`,
      [institution.id],
    );
    expect(left).toEqual([{ komitmen: 0, hari: 0 }]);
    expect((await act(a1, id, "setujui")).body).toMatchObject({
      code: "STATUS_TIDAK_SESUAI",
      status: 409,
      status_sekarang: "ditolak",
    });
  });

  it("goes up past an office that nobody holds, and is refused when nobody is left", async () => {
    const institution = await makeInstitution({ today });
    const d3 = await institution.actor("D3");
    // The faculty of economics has neither head of programme nor dean.
    const id = await draft(d3, orderE1(institution, [d3.pegawaiId]));
    expect((await act(d3, id, "ajukan")).body).toMatchObject({ level_menunggu: 5 });
    expect((await act(await institution.actor("K1"), id, "setujui")).body).toMatchObject({ status: "disetujui" });
    await ownerRows("update pejabat set selesai = '2026-04-05' where institution_id = $1", [institution.id]);
    const d2 = await institution.actor("D2");
    const alone = await act(d2, await draft(d2, orderE1(institution, [d2.pegawaiId])), "ajukan");
    expect([alone.status, alone.body["code"]]).toEqual([409, "PENYETUJU_TIDAK_ADA"]);
    const [money] = await ownerRows("select sum(komitmen)::int as komitmen from anggaran where institution_id = $1", [
      institution.id,
    ]);
    expect(money).toEqual({ komitmen: 4_340_000 });
  });

  it("lets the next highest decide on the topmost person's trip, whatever it costs", async () => {
    const institution = await makeInstitution({ today });
    const r1 = await institution.actor("R1");
    const transpor = [{ uraian: "Pesawat carter rombongan", jumlah: 150_000_000 }];
    const id = await draft(r1, orderE1(institution, [r1.pegawaiId], { biaya: { transpor } }));
    expect((await act(r1, id, "ajukan")).body).toMatchObject({ level_menunggu: 5 });
    expect((await act(await institution.actor("K1"), id, "setujui")).body).toMatchObject({ status: "disetujui" });
  });
});
