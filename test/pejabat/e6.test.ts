import { describe, expect, it } from "vitest";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, setClock } from "../setup/institution.ts";
import { delegate, officeOf } from "../setup/offices.ts";
import { act, bandung, draft, leg, orderE1 } from "../setup/orders.ts";
import { configure } from "../setup/trips.ts";

describe("E6: delegation", () => {
  it("lets the vice dean approve as Plh of the dean on its days alone, never their own, never on", async () => {
    const institution = await makeInstitution({ today: "2026-04-06" });
    const [d1, d2, d3, a1, a2, w1] = await Promise.all(
      ["D1", "D2", "D3", "A1", "A2", "W1"].map((key) => institution.actor(key)),
    );
    if (!d1 || !d2 || !d3 || !a1 || !a2 || !w1) throw new Error("nobody there");
    // What waits here is to wait for them, however long.
    await configure(institution, { eskalasi_jam: 0 });
    const given = await delegate(a2, await officeOf(institution, "A2"), w1.pegawaiId);
    expect(codeOf(given)).toBe("201");

    const trip = async (by: typeof d1, days: readonly [string, string], biaya?: object) => {
      const etape = [leg(days[0], days[1], bandung)];
      const id = await draft(by, orderE1(institution, [by.pegawaiId], { etape, ...(biaya ? { biaya } : {}) }));
      expect(codeOf(await act(by, id, "ajukan"))).toBe("200");
      return id;
    };
    const first = await trip(d1, ["2026-04-20", "2026-04-21"]);
    const late = await trip(d2, ["2026-04-20", "2026-04-21"]);
    const dear = await trip(d1, ["2026-05-04", "2026-05-05"], {
      // With 860,000 of uang harian and a night at 735,000: 21,000,000.
      transpor: [{ uraian: "Pesawat dan sewa kendaraan", jumlah: 19_405_000 }],
    });
    for (const id of [first, late, dear]) expect(codeOf(await act(a1, id, "setujui"))).toBe("200");

    await setClock(institution.id, "2026-04-08 10:00+07");
    const waiting = await ask<{ data: { id: string }[] }>(w1, "GET", "/sppd?filter[menunggu]=saya");
    expect(waiting.body.data.map(({ id }) => id).toSorted()).toEqual([first, late, dear].toSorted());
    const approved = await act(w1, first, "setujui", { catatan: "Sesuai rencana." });
    expect([approved.status, approved.body["status"]]).toEqual([200, "disetujui"]);
    const { body } = await ask<{ riwayat: Record<string, unknown>[]; penandatangan: unknown }>(
      d1,
      "GET",
      `/sppd/${first}`,
    );
    expect(body.riwayat.at(-1)).toMatchObject({
      aksi: "setujui",
      oleh: "Wahyu Nugroho",
      level: 4,
      jabatan: "Plh. Dekan",
      kapasitas: "Plh",
      catatan: "Sesuai rencana. (Plh. Dekan, untuk Prof. Dr. Agus Santoso)",
    });
    // The other one waits for them, not for the dean whose office it is.
    const other = await ask<{ jenjang: unknown[] }>(d2, "GET", `/sppd/${late}`);
    expect(other.body.jenjang.at(-1)).toEqual({ level: 4, jabatan: "Plh. Dekan", nama: "Wahyu Nugroho" });
    // Whoever is to issue it reads before who will sign.
    expect(body.penandatangan).toEqual({ sebutan: ["Plh. Dekan,"], nama: "Wahyu Nugroho" });
    // The agendaris issues it on a day on which the dean is away: their Plh signs.
    expect((await act(await institution.actor("G1"), first, "terbitkan-st")).status).toBe(202);
    const [letter] = await ownerRows<{ penandatangan: unknown }>(
      "select snapshot -> 'penandatangan' as penandatangan from dokumen where institution_id = $1",
      [institution.id],
    );
    expect(letter?.penandatangan).toMatchObject({
      sebutan: ["Plh. Dekan,"],
      nama: "Wahyu Nugroho",
      nip: "197506052001121002",
    });

    const own = await trip(w1, ["2026-04-27", "2026-04-28"]);
    expect(codeOf(await act(w1, own, "setujui"))).toBe("403 KONFLIK_KEPENTINGAN");
    const inbox = await ask<{ data: { id: string }[] }>(w1, "GET", "/sppd?filter[menunggu]=saya");
    expect(inbox.body.data.map(({ id }) => id)).not.toContain(own);
    const again = { mulai: "2026-04-08", selesai: "2026-04-09" };
    for (const office of [String(given.body["id"]), await officeOf(institution, "A2")])
      expect(codeOf(await delegate(w1, office, d3.pegawaiId, again))).toBe("422 DELEGASI_BERANTAI");

    await setClock(institution.id, "2026-04-13 10:00+07");
    expect(codeOf(await act(w1, late, "setujui"))).toBe("403 DELEGASI_TIDAK_AKTIF");
    expect((await ask(d1, "GET", `/sppd/${dear}`)).body["total_estimasi"]).toBe(21_000_000);
    const refused = await act(w1, dear, "setujui");
    expect([codeOf(refused), refused.body["batas"]]).toEqual(["403 MELEBIHI_BATAS_NOMINAL", 20_000_000]);
    const told = await until(
      () => ask<{ data: { kode: string }[] }>(w1, "GET", "/notifications"),
      ({ body: { data } }) => data.some(({ kode }) => kode === "pejabat.delegasi"),
    );
    expect(told.status).toBe(200);
  });
});
