import { beforeAll, describe, expect, it } from "vitest";
import { deliver, deliveryOf } from "../setup/deliveries.ts";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, setClock, type TestInstitution } from "../setup/institution.ts";
import { act, draft, orderE1, tripTo } from "../setup/orders.ts";
import { configure } from "../setup/trips.ts";

let institution: TestInstitution;
beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
});

/** Lets an hour strike, in which the schedule and its job run twice. */
async function strike(moment: string): Promise<void> {
  await setClock(institution.id, moment);
  const schedule = async () => expect((await deliver("/schedules/eskalasi", {})).status).toBe(200);
  await Promise.all([schedule(), schedule()]);
  const open = () =>
    ownerRows<{ id: string }>(
      "select id from jobs where institution_id = $1 and name = 'sppd.eskalasi' and status <> 'done'",
      [institution.id],
    );
  for (const { id } of await open()) {
    const delivery = await deliveryOf(id);
    await Promise.all([1, 2].map(() => deliver("/jobs/sppd.eskalasi", delivery)));
  }
  expect(await until(open, (jobs) => jobs.length === 0)).toEqual([]);
}

const jobs = () =>
  ownerRows("select 1 from jobs where institution_id = $1 and name = 'sppd.eskalasi'", [institution.id]);

interface Shown {
  readonly jenjang: readonly Record<string, unknown>[];
  readonly rantai: number[];
  readonly level_menunggu: number;
  readonly riwayat: readonly Record<string, unknown>[];
}

describe("an order that nobody decides on", () => {
  it("goes to the level above after two days, by the clock, once; both hear of it", async () => {
    const d1 = await institution.actor("D1");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    expect((await act(d1, id, "ajukan")).body).toMatchObject({ level_menunggu: 2 });
    const shown = async () => (await ask<Shown>(d1, "GET", `/sppd/${id}`)).body;
    const comesTo = (level: number) => until(shown, ({ level_menunggu }) => level_menunggu === level);
    const a1 = await institution.actor("A1");
    const inbox = await ask<{ data: { giliran: { sejak: string; eskalasi_pada: string } }[] }>(
      a1,
      "GET",
      "/sppd?filter[menunggu]=saya&include=giliran",
    );
    const [turn] = inbox.body.data;
    const hours = (Date.parse(turn?.giliran.eskalasi_pada ?? "") - Date.parse(turn?.giliran.sejak ?? "")) / 3_600_000;
    expect([inbox.body.data.length, hours]).toEqual([1, 48]);

    await strike("2026-04-08 09:00+07");
    expect([(await shown()).level_menunggu, (await jobs()).length]).toEqual([2, 0]);
    await strike("2026-04-08 11:00+07");
    expect(await comesTo(3)).toMatchObject({ level_menunggu: 3, rantai: [3, 4] });
    expect((await shown()).riwayat.at(-1)).toMatchObject({
      aksi: "eskalasi",
      oleh: "Sistem",
      level: 2,
      jabatan: null,
      catatan: "Dari Ketua Program Studi ke Wakil Dekan II",
      dari: "diajukan",
    });
    expect(codeOf(await act(a1, id, "setujui"))).toBe("403 BUKAN_GILIRAN");
    const heard = async (key: string) =>
      (await ask<{ data: { kode: string }[] }>(await institution.actor(key), "GET", "/notifications")).body.data.map(
        ({ kode }) => kode,
      );
    expect(
      await until(
        () => heard("A1"),
        (kode) => kode.length === 2,
      ),
    ).toEqual(["sppd.dieskalasi", "sppd.menunggu_keputusan"]);
    expect(
      await until(
        () => heard("W1"),
        (kode) => kode.length === 1,
      ),
    ).toEqual(["sppd.menunggu_keputusan"]);

    // It waits anew from then on, and goes up to the level that was to follow, which has the last word.
    await strike("2026-04-10 10:30+07");
    expect((await shown()).level_menunggu).toBe(3);
    await strike("2026-04-10 12:00+07");
    expect(await comesTo(4)).toMatchObject({ level_menunggu: 4, rantai: [4] });
    expect((await act(await institution.actor("A2"), id, "setujui")).body).toMatchObject({ status: "disetujui" });
    expect(
      (await ask<Shown>(d1, "GET", `/sppd/${id}`)).body.riwayat.filter(({ aksi }) => aksi === "eskalasi"),
    ).toHaveLength(2);
  });

  it("stays where nobody stands above, and where the institution wants no escalation", async () => {
    await setClock(institution.id, "2026-05-04 10:00+07");
    const [r1, d2] = [await institution.actor("R1"), await institution.actor("D2")];
    const top = await draft(r1, tripTo(institution, r1, "2026-05-25", "2026-05-26"));
    expect((await act(r1, top, "ajukan")).body).toMatchObject({ level_menunggu: 5 });
    await strike("2026-05-06 11:00+07");
    const level = async (id: string) => (await ask<Shown>(r1, "GET", `/sppd/${id}`)).body.level_menunggu;
    expect(await level(top)).toBe(5);
    // Whoever asked decides nothing of it: it is the other office of that level, by its own name.
    expect((await ask<Shown>(r1, "GET", `/sppd/${top}`)).body.jenjang).toEqual([
      { level: 5, jabatan: "Wakil Rektor II", nama: "Bambang Irawan" },
    ]);
    await configure(institution, { eskalasi_jam: 0 });
    const id = await draft(d2, tripTo(institution, d2, "2026-05-25", "2026-05-26"));
    await act(d2, id, "ajukan");
    const before = (await jobs()).length;
    await strike("2026-05-12 11:00+07");
    expect([await level(id), (await jobs()).length]).toEqual([2, before]);
  });
});
