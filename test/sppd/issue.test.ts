import { describe, expect, it } from "vitest";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows } from "../setup/institution.ts";
import { act, approveFully, draft, issueBoth, orderE1, tripTo } from "../setup/orders.ts";

const today = "2026-04-06";

describe("E1: from draft to the issue of the SPD", () => {
  it("estimates 4,340,000 rupiah, commits it, and records every step", async () => {
    const institution = await makeInstitution({ today });
    const d1 = await institution.actor("D1");
    const created = await ask(d1, "POST", "/sppd", orderE1(institution, [d1.pegawaiId]));
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ status: "draft", total_estimasi: 4_340_000, versi: 1 });
    const id = String(created.body["id"]);

    expect((await act(d1, id, "ajukan")).body).toMatchObject({ status: "diajukan", level_menunggu: 2 });
    expect((await act(await institution.actor("A1"), id, "setujui")).body).toMatchObject({
      status: "diajukan",
      level_menunggu: 4,
    });
    expect((await act(await institution.actor("A2"), id, "setujui")).body).toMatchObject({
      status: "disetujui",
      level_menunggu: null,
    });
    const { st, spd } = await issueBoth(institution, id);
    expect(st.body).toMatchObject({ status: "st_terbit", nomor: ["001/FT/000.1.2.3/IV/2026"] });
    expect(spd.body).toMatchObject({ status: "spd_terbit", nomor: ["001/SPD/FT/2026"] });

    const { body } = await ask(d1, "GET", `/sppd/${id}`);
    expect(body).toMatchObject({
      status: "spd_terbit",
      total_estimasi: 4_340_000,
      tanggal_st: today,
      alat_angkut: "Kereta api",
    });
    const estimate = (body["pelaksana"] as { estimasi: { komponen: string; jumlah: number }[] }[])[0]?.estimasi ?? [];
    const sums: Record<string, number> = {};
    for (const { komponen, jumlah } of estimate) sums[komponen] = (sums[komponen] ?? 0) + jumlah;
    expect(sums).toEqual({ uang_harian: 1_590_000, penginapan: 1_400_000, transpor: 820_000, taksi: 530_000 });
    const steps = (body["riwayat"] as { aksi: string }[]).map(({ aksi }) => aksi);
    expect(steps).toEqual(["buat", "ajukan", "setujui", "setujui", "terbitkan_st", "terbitkan_spd"]);
    const budgets = await ask<{ id: string; komitmen: number }[]>(d1, "GET", "/referensi/anggaran?tahun=2026");
    expect(budgets.body.find((line) => line.id === institution.budgets[1])?.komitmen).toBe(4_340_000);
  });

  it("leaves an acronym at the beginning of the purpose as it is written, inside the letter's sentence too", async () => {
    const institution = await makeInstitution({ today });
    const d1 = await institution.actor("D1");
    const orders = [
      { maksud: "FGD kurikulum nasional", dari: "2026-04-13" },
      { maksud: "Mengikuti FGD kurikulum nasional", dari: "2026-04-20" },
    ];
    for (const { maksud, dari } of orders) {
      const id = await draft(d1, { ...tripTo(institution, d1, dari, dari), maksud });
      await approveFully(institution, d1, id);
      expect((await act(await institution.actor("G1"), id, "terbitkan-st")).status).toBe(202);
    }
    const letters = await ownerRows<{ menimbang: string }>(
      "select snapshot #>> '{menimbang,0}' as menimbang from dokumen where institution_id = $1 order by nomor",
      [institution.id],
    );
    expect(letters.map(({ menimbang }) => menimbang.replace(/, perlu .*/, ""))).toEqual([
      "bahwa untuk FGD kurikulum nasional",
      "bahwa untuk mengikuti FGD kurikulum nasional",
    ]);
  });
});
