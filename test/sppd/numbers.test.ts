import { describe, expect, it } from "vitest";
import { approvedOrders } from "../setup/approved-orders.ts";
import { makeInstitution, ownerRows, setClock } from "../setup/institution.ts";
import { act, approveFully, cancelIssued, draft, issueBoth, tripTo } from "../setup/orders.ts";

const today = "2026-04-06";

describe("numbers", () => {
  it("have no gap and no double under 100 issues at once", async () => {
    const institution = await makeInstitution({ today });
    const ids = await approvedOrders(institution, 100);
    const g1 = await institution.actor("G1");
    const replies = await Promise.all(ids.map((id) => act(g1, id, "terbitkan-st")));
    expect(replies.filter(({ status }) => status !== 202)).toEqual([]);
    const again = await Promise.all(ids.slice(0, 10).map((id) => act(g1, id, "terbitkan-st")));
    expect(again.every(({ status }) => status === 409)).toBe(true);
    const taken = await ownerRows<{ urut: number }>(
      "select urut from nomor_surat where institution_id = $1 and jenis = 'st' order by urut",
      [institution.id],
    );
    expect(taken.map(({ urut }) => urut)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  it("begin anew in every unit, in every year, and of every kind", async () => {
    const institution = await makeInstitution({ today: "2026-12-14" });
    const [d1, d2, d3, g1, k1] = await Promise.all(["D1", "D2", "D3", "G1", "K1"].map((key) => institution.actor(key)));
    if (!d1 || !d2 || !d3 || !g1 || !k1) throw new Error("somebody is missing");
    const [first, next, theirs] = await Promise.all(
      [d1, d2, d3].map((actor) => draft(actor, tripTo(institution, actor, "2026-12-21", "2026-12-22"))),
    );
    if (!first || !next || !theirs) throw new Error("a draft is missing");
    await approveFully(institution, d1, first);
    await approveFully(institution, d2, next);
    await act(d3, theirs, "ajukan");
    await act(k1, theirs, "setujui");
    const { st, spd } = await issueBoth(institution, first);
    expect([st.body["nomor"], spd.body["nomor"]]).toEqual([["001/FT/000.1.2.3/XII/2026"], ["001/SPD/FT/2026"]]);
    expect((await act(g1, theirs, "terbitkan-st")).body["nomor"]).toEqual(["001/FE/000.1.2.3/XII/2026"]);
    await setClock(institution.id, "2027-01-04 10:00+07");
    const late = await act(g1, next, "terbitkan-st", { alasan_mundur: "Surat menyusul perjalanan" });
    expect(late.body["nomor"]).toEqual(["001/FT/000.1.2.3/I/2027"]);
  });

  it("of a cancelled letter stay taken and marked", async () => {
    const institution = await makeInstitution({ today });
    const [first, second] = await approvedOrders(institution, 2);
    const g1 = await institution.actor("G1");
    await act(g1, first ?? "", "terbitkan-st");
    await cancelIssued(institution, first ?? "");
    expect((await act(g1, second ?? "", "terbitkan-st")).body).toMatchObject({ nomor: ["002/FT/000.1.2.3/IV/2026"] });
    const taken = await ownerRows<{ batal: boolean }>(
      "select batal from nomor_surat where institution_id = $1 order by urut",
      [institution.id],
    );
    expect(taken.map(({ batal }) => batal)).toEqual([true, false]);
  });
});
