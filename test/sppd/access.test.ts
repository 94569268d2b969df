import { describe, expect, it } from "vitest";
import { ask } from "../setup/http.ts";
import { makeInstitution, type Actor } from "../setup/institution.ts";
import { act, approveFully, draft, issueBoth, orderE1 } from "../setup/orders.ts";

const today = "2026-04-06";

describe("who may", () => {
  it("make a draft for others: the unit's operator, within the unit; nobody else", async () => {
    const institution = await makeInstitution({ today });
    const [d1, d2, d3, op] = await Promise.all(["D1", "D2", "D3", "OP"].map((key) => institution.actor(key)));
    const forOther = await ask(d1 ?? null, "POST", "/sppd", orderE1(institution, [d2?.pegawaiId ?? ""]));
    expect([forOther.status, forOther.body["code"]]).toEqual([422, "PELAKSANA_TIDAK_DIKENAL"]);
    expect(
      (await ask(op ?? null, "POST", "/sppd", orderE1(institution, [d1?.pegawaiId ?? "", d2?.pegawaiId ?? ""]))).status,
    ).toBe(201);
    expect((await ask(op ?? null, "POST", "/sppd", orderE1(institution, [d3?.pegawaiId ?? ""]))).status).toBe(422);
    expect(
      (await ask(await institution.actor("B1"), "POST", "/sppd", orderE1(institution, [d1?.pegawaiId ?? ""]))).body,
    ).toMatchObject({ code: "TIDAK_BERWENANG" });
  });

  it("see an order: its people, those above its unit; not a colleague, not another faculty, not another institution", async () => {
    const [institution, elsewhere] = await Promise.all([makeInstitution({ today }), makeInstitution({ today })]);
    const d1 = await institution.actor("D1");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    const statusFor = async (actor: Actor) => (await ask(actor, "GET", `/sppd/${id}`)).status;
    expect(await statusFor(d1)).toBe(200);
    expect(await statusFor(await institution.actor("A1"))).toBe(200);
    expect(await statusFor(await institution.actor("B1"))).toBe(200);
    expect(await statusFor(await institution.actor("D2"))).toBe(404);
    expect(await statusFor(await institution.actor("D3"))).toBe(404);
    expect(await statusFor(await elsewhere.actor("ADM"))).toBe(404);
    expect((await act(await elsewhere.actor("R1"), id, "batalkan", { alasan: "Bukan punya saya ini" })).status).toBe(
      404,
    );
  });
});

describe("what waits for me", () => {
  it("is another's list for another person, though both see everything", async () => {
    const institution = await makeInstitution({ today });
    const d1 = await institution.actor("D1");
    const transpor = [{ uraian: "Pesawat dan sewa kendaraan", jumlah: 60_000_000 }];
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId], { biaya: { transpor } }));
    await act(d1, id, "ajukan");
    await act(await institution.actor("A1"), id, "setujui");
    const inbox = async (key: string) => {
      const { body } = await ask<{ data: { id: string }[] }>(
        await institution.actor(key),
        "GET",
        "/sppd?filter[menunggu]=saya",
      );
      return body.data.map((order) => order.id);
    };
    expect(await inbox("R1")).toEqual([]);
    expect(await inbox("K1")).toEqual([id]);
  });
});

describe("cancelling", () => {
  it("is for the applicant before the issue, and takes two after it", async () => {
    const institution = await makeInstitution({ today });
    const [d1, p1] = await Promise.all([institution.actor("D1"), institution.actor("P1")]);
    const alasan = "Kegiatan dibatalkan penyelenggara";
    const early = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    expect((await act(p1, early, "batalkan", { alasan })).body).toMatchObject({ status: 403, code: "TIDAK_BERWENANG" });
    expect((await act(d1, early, "batalkan", { alasan })).body).toMatchObject({ status: "dibatalkan" });
    const issued = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await approveFully(institution, d1, issued);
    await issueBoth(institution, issued);
    for (const actor of [d1, p1, await institution.actor("A2")]) {
      expect((await act(actor, issued, "batalkan", { alasan })).body).toMatchObject({
        status: 409,
        code: "PEMBATALAN_BELUM_DIMINTA",
      });
    }
  });
});

describe("text that no database holds", () => {
  it("is refused as bad data, wherever it stands", async () => {
    const institution = await makeInstitution({ today });
    const d1 = await institution.actor("D1");
    const login = { identifier: "d1\u0000", password: "x", institution: institution.slug };
    expect((await ask(null, "POST", "/identity/login", login)).status).toBe(422);
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    expect((await act(d1, id, "batalkan", { alasan: "karena begitu \u0000 saja" })).status).toBe(422);
  });
});
