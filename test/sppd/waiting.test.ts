import { beforeAll, describe, expect, it } from "vitest";
import { ask } from "../setup/http.ts";
import { appRows, makeInstitution, ownerRows, setClock, type TestInstitution } from "../setup/institution.ts";
import { act, approveFully, draft, issueBoth, orderE1, tripTo } from "../setup/orders.ts";
import { acceptAll, comeBack, costsE1, money, receipt, report, saveCosts } from "../setup/settlements.ts";
import { configure } from "../setup/trips.ts";

let institution: TestInstitution;
const actor = (key: string) => institution.actor(key);

/** What waits for somebody: the orders of each queue in which there are any, which are as many as its number says. */
async function waitsFor(key: string): Promise<Record<string, string[]>> {
  const who = await actor(key);
  const { body } = await ask<{ data: { menunggu: string; jumlah: number }[] }>(who, "GET", "/sppd/ringkasan/saya");
  const waiting: Record<string, string[]> = {};
  for (const { menunggu, jumlah } of body.data.filter((queue) => queue.jumlah > 0)) {
    const list = await ask<{ data: { id: string }[] }>(who, "GET", `/sppd?filter[menunggu]=${menunggu}`);
    const ids = list.body.data.map(({ id }) => id);
    expect([key, menunggu, ids.length]).toEqual([key, menunggu, jumlah]);
    waiting[menunggu] = ids;
  }
  return waiting;
}

/** The same of everybody who has a part in an order; those for whom nothing waits are left out. */
async function waits(): Promise<Record<string, Record<string, string[]>>> {
  const keys = ["D1", "A1", "A2", "G1", "P1", "B1"];
  const all = await Promise.all(keys.map(async (key) => [key, await waitsFor(key)] as const));
  return Object.fromEntries(all.filter(([, waiting]) => Object.keys(waiting).length > 0));
}

/** Another day comes; what is cached of the one before is dropped by something that happens on it. */
async function nextDay(moment: string): Promise<void> {
  await setClock(institution.id, moment);
  const d3 = await actor("D3");
  await draft(d3, tripTo(institution, d3, "2026-06-01", "2026-06-01"));
}

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
});

describe("an order waits", () => {
  it("for one after another of those who have a part in it, each with its own queue, until nobody has", async () => {
    const [d1, a1, a2, g1, p1, b1] = await Promise.all(["D1", "A1", "A2", "G1", "P1", "B1"].map(actor));
    if (!d1 || !a1 || !a2 || !g1 || !p1 || !b1) throw new Error("somebody is missing");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    expect(await waits()).toEqual({});
    await act(d1, id, "ajukan");
    expect(await waits()).toEqual({ A1: { saya: [id] } });
    await act(a1, id, "kembalikan", { alasan: "Lampirkan undangan resminya" });
    expect(await waits()).toEqual({ D1: { perbaikan: [id] } });
    await act(d1, id, "ajukan");
    await act(d1, id, "tarik");
    expect(await waits()).toEqual({});
    await act(d1, id, "ajukan");
    await act(a1, id, "setujui");
    expect(await waits()).toEqual({ A2: { saya: [id] } });
    await act(a2, id, "setujui");
    expect(await waits()).toEqual({ A2: { surat_tugas: [id] }, G1: { surat_tugas: [id] } });
    await act(g1, id, "terbitkan-st");
    expect(await waits()).toEqual({ P1: { spd: [id] } });
    await nextDay("2026-04-13 10:00+07");
    await act(p1, id, "terbitkan-spd");
    expect(await waits()).toEqual({});
    await nextDay("2026-04-15 09:00+07");
    expect(await waits()).toEqual({ D1: { kembali: [id] } });
    await comeBack(institution, d1, id);
    expect(await waits()).toEqual({ D1: { laporan: [id] } });
    await nextDay("2026-04-23 10:00+07");
    const late = { terlambat: [id] };
    expect(await waits()).toEqual({ D1: { laporan: [id], ...late }, A1: late, A2: late, G1: late, P1: late, B1: late });
    expect(await waitsFor("D2")).toEqual({});
    await saveCosts(d1, id, costsE1(await receipt(d1, id)));
    await report(d1, id);
    expect(await waits()).toEqual({ B1: { pemeriksaan: [id] } });
    await acceptAll(b1, id);
    expect(await waits()).toEqual({ P1: { rampung: [id] } });
    await money(p1, id, "rampung", d1.pegawaiId);
    expect(await waits()).toEqual({ B1: { pembayaran: [id] } });
    await money(b1, id, "bayar", d1.pegawaiId, { tanggal: "2026-04-23", nomor_bukti: "KK-100" });
    expect(await waits()).toEqual({});
  });

  it("for the PPK when it is to be taken back, and for the treasurer when money had been paid", async () => {
    const other = await makeInstitution({ today: "2026-04-06" });
    [institution] = [other];
    const [d2, a2, p1, b1] = await Promise.all(["D2", "A2", "P1", "B1"].map(actor));
    if (!d2 || !a2 || !p1 || !b1) throw new Error("somebody is missing");
    const id = await draft(d2, tripTo(other, d2, "2026-05-04", "2026-05-05"));
    await approveFully(other, d2, id);
    await issueBoth(other, id);
    const advance = { jumlah: 100_000, nomor_bukti: "UM-7", tanggal: "2026-04-06" };
    expect((await money(b1, id, "uang-muka", d2.pegawaiId, advance)).status).toBe(201);
    expect(await waits()).toEqual({});
    await act(a2, id, "pembatalan", { alasan: "Kegiatan dibatalkan penyelenggara" });
    expect(await waits()).toEqual({ P1: { pembatalan: [id] } });
    await act(p1, id, "pembatalan/sahkan");
    expect(await waits()).toEqual({ B1: { pembayaran: [id] } });
    await money(b1, id, "bayar", d2.pegawaiId, { tanggal: "2026-04-06", ntpn: "0123456789ABCDEF" });
    expect(await waits()).toEqual({});
  });

  it("for the one whose queue it is: another's list is empty, and there is no queue that nobody declared", async () => {
    const d1 = await actor("D1");
    for (const queue of ["saya", "surat_tugas", "spd", "pembayaran", "rampung"])
      expect((await ask(d1, "GET", `/sppd?filter[menunggu]=${queue}`)).body["data"], queue).toEqual([]);
    for (const queue of ["", "semua", "saya,spd"])
      expect((await ask(d1, "GET", `/sppd?filter[menunggu]=${queue}`)).status, queue).toBe(422);
    const { body } = await ask<{ data: { menunggu: string }[] }>(d1, "GET", "/sppd/ringkasan/saya");
    expect(body.data.map(({ menunggu }) => menunggu)).toEqual([
      "pembatalan",
      "perbaikan",
      "kembali",
      "laporan",
      "terlambat",
    ]);
  });
});

describe("a report is overdue", () => {
  it("by the day that one looks up, on every day of months with holidays, whatever the days within which it is due", async () => {
    const other = await makeInstitution({ today: "2026-04-06" });
    await ownerRows(
      `insert into hari_libur (institution_id, tanggal, nama, jenis, sumber)
       select $1, d::date, 'Libur', 'institusi', 'Uji' from generate_series('2026-01-01'::date, '2026-12-31', '1 day') d
        where hashtext(d::text) % 5 = 0 or d between '2026-03-16' and '2026-03-27' on conflict do nothing`,
      [other.id],
    );
    for (const [days, today] of [
      [1, "2026-02-01"],
      [5, "2026-03-28"],
      [30, "2026-07-15"],
    ] as const) {
      await configure(other, { hari_laporan: days });
      await setClock(other.id, `${today} 10:00+07`);
      const wrong = await appRows(
        other.id,
        `select d from (select batas_terlambat() as batas, app_today() as hari_ini) x, generate_series(-55, 1) n, lateral (select hari_ini + n as d) y
          where (tenggat_laporan(d) < hari_ini) <> (d < batas)`,
      );
      expect([days, today, wrong]).toEqual([days, today, []]);
    }
  });
});
