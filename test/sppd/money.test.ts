import { describe, expect, it } from "vitest";
import { ask } from "../setup/http.ts";
import { makeInstitution } from "../setup/institution.ts";
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
