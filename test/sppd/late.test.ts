import { describe, expect, it } from "vitest";
import { ask } from "../setup/http.ts";
import { makeInstitution } from "../setup/institution.ts";
import { act, approveFully, draft, orderE1 } from "../setup/orders.ts";

describe("letters that come late", () => {
  it("are for the agendaris, with a reason", async () => {
    const institution = await makeInstitution({ today: "2026-04-20" });
    const d1 = await institution.actor("D1");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await approveFully(institution, d1, id);
    const refused = await act(await institution.actor("A2"), id, "terbitkan-st", {
      alasan_mundur: "Surat menyusul perjalanan",
    });
    expect([refused.status, refused.body["code"]]).toEqual([409, "TANGGAL_SURAT_MUNDUR"]);
    const g1 = await institution.actor("G1");
    expect((await act(g1, id, "terbitkan-st")).body).toMatchObject({ code: "TANGGAL_SURAT_MUNDUR" });
    expect((await act(g1, id, "terbitkan-st", { alasan_mundur: "Surat menyusul perjalanan" })).status).toBe(202);
    const { body } = await ask(d1, "GET", `/sppd/${id}`);
    expect((body["riwayat"] as { catatan: string | null }[]).at(-1)?.catatan).toBe("MUNDUR: Surat menyusul perjalanan");
  });

  it("are marked, and none that came in time is, whatever reason was given", async () => {
    const institution = await makeInstitution({ today: "2026-04-06" });
    const d1 = await institution.actor("D1");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await approveFully(institution, d1, id);
    const given = { alasan_mundur: "Surat menyusul perjalanan" };
    expect((await act(await institution.actor("G1"), id, "terbitkan-st", given)).status).toBe(202);
    const { body } = await ask(d1, "GET", `/sppd/${id}`);
    expect((body["riwayat"] as object[]).at(-1)).toMatchObject({ aksi: "terbitkan_st", catatan: null });
  });
});
