import { beforeAll, describe, expect, it } from "vitest";
import { hitungTenggat } from "../../db/modules/sppd/rules/hari-kerja.ts";
import { tambahHari } from "../../db/modules/sppd/rules/tanggal.ts";
import { ask, codeOf, until } from "../setup/http.ts";
import {
  appRows,
  makeInstitution,
  ownerRows,
  setClock,
  type Actor,
  type TestInstitution,
} from "../setup/institution.ts";
import { act, bandung, draft, leg, tripTo } from "../setup/orders.ts";
import { passNight } from "../setup/nights.ts";
import { configure, issuedTrip, reportsOf } from "../setup/trips.ts";

let institution: TestInstitution;
let d1: Actor;
let order: string;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-03-02" });
  d1 = await institution.actor("D1");
  order = await issuedTrip(institution, [d1], ["2026-03-10", "2026-03-12"]);
  await passNight(institution, "2026-03-13");
});

const codes = async () =>
  (
    await ask<{ data: { kode: string; tautan: string }[] }>(d1, "GET", "/notifications?sort=dibuat&per_page=100")
  ).body.data
    .filter(({ tautan, kode }) => tautan === `/sppd/${order}` && /ingat|terlambat|menunggu_laporan/.test(kode))
    .map(({ kode }) => kode.replace("sppd.", ""));

describe("E7: the deadline of a report", () => {
  it("is five working days after the return, by the institution's calendar as it is today", async () => {
    expect(await reportsOf(d1, order)).toMatchObject([
      { status: "draft", tenggat: "2026-03-26", terlambat: false, harus_kembali: "2026-03-12" },
    ]);
    await setClock(institution.id, "2026-03-26 23:00+07");
    expect(await reportsOf(d1, order)).toMatchObject([{ terlambat: false }]);
    await setClock(institution.id, "2026-03-27 10:00+07");
    expect(await reportsOf(d1, order)).toMatchObject([{ tenggat: "2026-03-26", terlambat: true }]);
  });

  it("once missed lets nobody of the order travel again, where the institution wants it so", async () => {
    const next = await draft(d1, tripTo(institution, d1, "2026-04-20", "2026-04-21"));
    expect(codeOf(await act(d1, next, "ajukan"))).toBe("200");
    expect(codeOf(await act(d1, next, "tarik"))).toBe("200");
    await configure(institution, { tunggakan_laporan: "tolak" });
    const refused = await act(d1, next, "ajukan");
    expect([refused.status, refused.body]).toMatchObject([409, { code: "LAPORAN_TERTUNGGAK", tunggakan: [order] }]);
    const d2 = await institution.actor("D2");
    const theirs = await draft(d2, tripTo(institution, d2, "2026-04-20", "2026-04-21"));
    expect(codeOf(await act(d2, theirs, "ajukan"))).toBe("200");
    const [held] = await ownerRows("select count(*)::int as n from sppd_klaim where sppd_id = $1", [next]);
    expect(held).toEqual({ n: 0 });
    await setClock(institution.id, "2026-03-26 10:00+07");
    expect(codeOf(await act(d1, next, "ajukan"))).toBe("200");
  });

  it("follows when a holiday is taken away or added", async () => {
    const adm = await institution.actor("ADM");
    expect(codeOf(await ask(adm, "DELETE", "/referensi/hari-libur/2026-03-18"))).toBe("204");
    expect(await reportsOf(d1, order)).toMatchObject([{ tenggat: "2026-03-25" }]);
    const day = { nama: "Dies Natalis", jenis: "institusi", sumber: "SK Rektor" };
    for (const tanggal of ["2026-03-18", "2026-03-25"]) {
      expect((await ask(adm, "PUT", `/referensi/hari-libur/${tanggal}`, day)).status).toBeLessThan(300);
    }
    expect(await reportsOf(d1, order)).toMatchObject([{ tenggat: "2026-03-27" }]);
    await ask(adm, "DELETE", "/referensi/hari-libur/2026-03-25");
    await configure(institution, { hari_laporan: 6 });
    expect(await reportsOf(d1, order)).toMatchObject([{ tenggat: "2026-03-27" }]);
    await configure(institution, { hari_laporan: 5 });
  });

  it("is the rule's, whatever day it is", async () => {
    const days = await ownerRows<{ tanggal: string }>(
      "select tanggal::text from hari_libur where institution_id = $1",
      [institution.id],
    );
    const libur = new Set(days.map(({ tanggal }) => tanggal));
    const from = "2026-01-01";
    const told = await appRows<{ tenggat: string }>(
      institution.id,
      "select tenggat_laporan($1::date + k)::text as tenggat from generate_series(0, 300) k order by k",
      [from],
    );
    expect(told.map(({ tenggat }) => tenggat)).toEqual(
      Array.from({ length: 301 }, (_, k) => hitungTenggat(tambahHari(from, k), libur)),
    );
  });

  it("is reminded of two days before, on the day and then each week, once however often the night is run", async () => {
    expect(await until(codes, ({ length }) => length === 1)).toEqual(["menunggu_laporan"]);
    for (const hari of ["2026-03-23", "2026-03-24", "2026-03-25", "2026-03-26", "2026-03-27"]) {
      await passNight(institution, hari);
    }
    const told = (often: number) => until(codes, ({ length }) => length === often);
    expect(await told(3)).toEqual(["menunggu_laporan", "ingat_laporan", "ingat_laporan"]);
    await passNight(institution, "2026-04-02");
    await passNight(institution, "2026-04-05");
    await passNight(institution, "2026-04-09");
    expect((await told(5)).slice(3)).toEqual(["laporan_terlambat", "laporan_terlambat"]);
  });

  it("is reminded of anew once an addendum gives another day of return, and not for another place", async () => {
    const p1 = await institution.actor("P1");
    const amend = async (sampai: string, tujuan: string) =>
      codeOf(
        await act(p1, order, "ubah-perjalanan", {
          etape: [leg("2026-03-10", sampai, tujuan)],
          alasan: "Penerbangan pulang dibatalkan",
        }),
      );
    expect(await amend("2026-03-12", "34.71")).toBe("200");
    await passNight(institution, "2026-04-10");
    expect(await amend("2026-04-13", bandung)).toBe("200");
    for (const hari of ["2026-04-13", "2026-04-14", "2026-04-18", "2026-04-20", "2026-04-27"]) {
      await passNight(institution, hari);
    }
    expect((await until(codes, ({ length }) => length === 10)).slice(5)).toEqual([
      "ingat_kembali",
      "menunggu_laporan",
      "ingat_laporan",
      "ingat_laporan",
      "laporan_terlambat",
    ]);
  });
});
