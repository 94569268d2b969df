import { describe, expect, it } from "vitest";
import { ask } from "../setup/http.ts";
import { makeInstitution, type Actor } from "../setup/institution.ts";
import { act, draft, orderE1 } from "../setup/orders.ts";

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
