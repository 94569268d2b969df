import { beforeAll, describe, expect, it } from "vitest";
import { ask, until, within } from "./setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "./setup/institution.ts";
import { orderE1 } from "./setup/orders.ts";

let institution: TestInstitution;
let d1: Actor;
let admin: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  [d1, admin] = await Promise.all([institution.actor("D1"), institution.actor("ADM")]);
});

describe("reference data", () => {
  it("knows 38 provinces and 514 regencies and cities by the names people write", async () => {
    const { body } = await ask<{ kode: string; nama: string; kabupaten_kota: { kode: string; nama: string }[] }[]>(
      d1,
      "GET",
      "/referensi/wilayah",
    );
    expect(body).toHaveLength(38);
    expect(body.flatMap((province) => province.kabupaten_kota)).toHaveLength(514);
    expect(body.find(({ kode }) => kode === "33")).toMatchObject({ nama: "Jawa Tengah" });
    expect(body.flatMap((province) => province.kabupaten_kota)).toContainEqual({
      kode: "33.74",
      nama: "Kota Semarang",
    });
  });

  it("has a tariff of every province with its source, and none of a year that nobody entered", async () => {
    type Tariff = { provinsi_kode: string; komponen: string; tarif: number; sumber: string; dikoreksi: boolean };
    const { body } = await ask<Tariff[]>(d1, "GET", "/referensi/tarif?tahun=2026");
    expect(new Set(body.map(({ provinsi_kode }) => provinsi_kode)).size).toBe(38);
    expect(body.every(({ sumber }) => sumber.includes("PMK 32"))).toBe(true);
    expect(body).toContainEqual(
      expect.objectContaining({
        provinsi_kode: "31",
        komponen: "uang_harian_luar_kota",
        tarif: 530_000,
        dikoreksi: false,
      }),
    );
    expect((await ask<Tariff[]>(d1, "GET", "/referensi/tarif?tahun=2027")).body).toEqual([]);
  });

  it("lets the institution correct a figure for itself alone, and estimates follow at once", async () => {
    const other = await makeInstitution({ today: "2026-04-06" });
    const correction = {
      tahun: 2026,
      provinsi_kode: "31",
      komponen: "uang_harian_luar_kota",
      tarif: 500_000,
      satuan: "orang/hari",
      sumber: "SK Rektor 12/2026",
      berlaku_mulai: "2026-01-01",
    };
    expect((await ask(d1, "PUT", "/referensi/tarif", correction)).status).toBe(403);
    expect((await ask(await institution.actor("P1"), "PUT", "/referensi/tarif", correction)).status).toBe(204);
    const total = async (of: TestInstitution) => {
      const actor = await of.actor("D1");
      return (await ask(actor, "POST", "/sppd", orderE1(of, [actor.pegawaiId]))).body["total_estimasi"];
    };
    expect(
      await until(
        () => total(institution),
        (sum) => sum === 4_250_000,
        3_000,
      ),
    ).toBe(4_250_000);
    expect(await total(other)).toBe(4_340_000);
    const unknown = await ask(await institution.actor("P1"), "PUT", "/referensi/tarif", {
      ...correction,
      provinsi_kode: "99",
    });
    expect([unknown.status, unknown.body["code"]]).toEqual([422, "WILAYAH_TIDAK_DIKENAL"]);
  });

  it("lets the admin edit holidays, and nobody else", async () => {
    const holidays = async () =>
      (await ask<{ tanggal: string }[]>(d1, "GET", "/referensi/hari-libur?tahun=2026")).body.map(
        ({ tanggal }) => tanggal,
      );
    const day = { nama: "Dies Natalis", jenis: "institusi", sumber: "SK Rektor" };
    expect(await holidays()).toContain("2026-03-19");
    expect((await ask(d1, "PUT", "/referensi/hari-libur/2026-09-09", day)).status).toBe(403);
    expect((await ask(admin, "PUT", "/referensi/hari-libur/2026-09-09", day)).status).toBe(204);
    expect(await within(3_000, holidays, (days) => days.includes("2026-09-09"))).toContain("2026-09-09");
    expect((await ask(admin, "DELETE", "/referensi/hari-libur/2026-09-09")).status).toBe(204);
    expect((await ask(admin, "DELETE", "/referensi/hari-libur/2026-09-09")).status).toBe(404);
    expect((await ask(admin, "PUT", "/referensi/hari-libur/2026-02-30", day)).status).toBe(422);
  });

  it("copies a year's tariffs into another on request, each saying where it comes from, and never over one that is there", async () => {
    const ours = await makeInstitution({ today: "2026-12-01" });
    const p1 = await ours.actor("P1");
    const own = { provinsi_kode: "31", komponen: "taksi", satuan: "orang/kali", berlaku_mulai: "2027-01-01" };
    await ask(p1, "PUT", "/referensi/tarif", { ...own, tahun: 2027, tarif: 260_000, sumber: "SK Rektor 1/2027" });
    const copied = await ask<{ disalin: number }>(p1, "POST", "/referensi/tarif/salin", { dari: 2026, ke: 2027 });
    expect([copied.status, copied.body]).toEqual([200, { disalin: expect.any(Number) as number, sudah_ada: 1 }]);
    expect(copied.body.disalin).toBeGreaterThan(400);
    const again = await ask(p1, "POST", "/referensi/tarif/salin", { dari: 2026, ke: 2027 });
    expect(again.body).toEqual({ disalin: 0, sudah_ada: copied.body.disalin + 1 });
    const of = async (komponen: string) =>
      (await ask(p1, "GET", `/referensi/tarif?tahun=2027&provinsi=31&komponen=${komponen}`)).body;
    expect(await of("taksi")).toEqual([expect.objectContaining({ tarif: 260_000, sumber: "SK Rektor 1/2027" })]);
    expect(await of("uang_harian_luar_kota")).toEqual([
      expect.objectContaining({
        tarif: 530_000,
        sumber: expect.stringMatching(/^Disalin dari tahun anggaran 2026: PMK 32/) as string,
      }),
    ]);
    const nothing = await ask(p1, "POST", "/referensi/tarif/salin", { dari: 2030, ke: 2031 });
    expect([nothing.status, nothing.body["code"]]).toEqual([422, "TARIF_TAHUN_TIDAK_ADA"]);
  });

  it("lets the institution enter budget lines, and no ceiling fall below what is claimed", async () => {
    const p1 = await institution.actor("P1");
    const line = { tahun: 2026, unit_id: institution.units["FT"], kegiatan: "4471", akun: "524119", uraian: "Paket" };
    const added = await ask<{ id: string }>(p1, "POST", "/referensi/anggaran", { ...line, pagu: 5_000_000 });
    expect([added.status, added.body]).toEqual([201, expect.objectContaining({ komitmen: 0, sisa: 5_000_000 })]);
    const twice = await ask(p1, "POST", "/referensi/anggaran", { ...line, pagu: 1 });
    expect([twice.status, twice.body["code"]]).toEqual([409, "ANGGARAN_SUDAH_ADA"]);
    const body = orderE1(institution, [d1.pegawaiId], { anggaran_id: added.body.id });
    const { body: order } = await ask<{ id: string; total_estimasi: number }>(d1, "POST", "/sppd", body);
    expect((await ask(d1, "POST", `/sppd/${order.id}/ajukan`)).status).toBe(200);
    const correct = (pagu: number) => ask(p1, "PATCH", `/referensi/anggaran/${added.body.id}`, { pagu });
    const low = await correct(order.total_estimasi - 1);
    expect([low.status, low.body]).toEqual([
      409,
      expect.objectContaining({ code: "PAGU_TERPAKAI", terpakai: order.total_estimasi }),
    ]);
    expect((await correct(order.total_estimasi)).body).toMatchObject({ komitmen: order.total_estimasi, sisa: 0 });
    const gone = await ask(p1, "PATCH", `/referensi/anggaran/${order.id}`, { pagu: 1 });
    expect([gone.status, gone.body["code"]]).toEqual([404, "TIDAK_DITEMUKAN"]);
    expect((await ask(d1, "POST", "/referensi/anggaran", { ...line, pagu: 1 })).status).toBe(403);
  });
});
