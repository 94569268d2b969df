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
});
