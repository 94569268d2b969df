import { beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, draft, leg, orderE1 } from "../setup/orders.ts";

const semarang = "33.74";

let institution: TestInstitution;
let d1: Actor;
let lines: Record<string, string>;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  const p1 = await institution.actor("P1");
  d1 = await institution.actor("D1");
  const entered = ["524111", "524113", "524114", "521211"].map(async (akun) => {
    const line = { tahun: 2026, unit_id: institution.units["TI"], kegiatan: "4471", uraian: "Perjalanan", akun };
    const { body } = await ask<{ id: string }>(p1, "POST", "/referensi/anggaran", { ...line, pagu: 50_000_000 });
    return [akun, body.id] as const;
  });
  lines = Object.fromEntries(await Promise.all(entered));
});

/** An order out of town, or one in town, charged to an account. */
function charged(akun: string, inTown: Record<string, unknown> | null = null): Record<string, unknown> {
  const there = {
    jenis_perjalanan: "dalam_kota_lebih_8jam",
    etape: [leg("2026-04-13", "2026-04-13", semarang)],
    biaya: { transpor: [] },
  };
  return orderE1(institution, [d1.pegawaiId], { anggaran_id: lines[akun], ...(inTown && { ...there, ...inTown }) });
}

const warned = (akun: string, ...seharusnya: string[]) => [{ kode: "AKUN_TIDAK_SESUAI", akun, seharusnya }];

describe("an order charged to an account of another kind of trip", () => {
  it("says so as it is made, changed, read and copied, and may be submitted all the same", async () => {
    const made = await ask<{ id: string; peringatan: unknown }>(d1, "POST", "/sppd", charged("524113"));
    expect([made.status, made.body.peringatan]).toEqual([201, warned("524113", "524111")]);
    const { id } = made.body;
    const read = async () => (await ask(d1, "GET", `/sppd/${id}`)).body["peringatan"];
    expect(await read()).toEqual(warned("524113", "524111"));

    const mended = await ask(d1, "PUT", `/sppd/${id}?versi=1`, charged("524111"));
    expect([mended.status, mended.body["peringatan"]]).toEqual([200, []]);
    expect(await read()).toEqual([]);

    await ask(d1, "PUT", `/sppd/${id}?versi=2`, charged("524113"));
    const copied = await ask(d1, "POST", `/sppd/${id}/salin`, { tanggal_berangkat: "2026-05-11" });
    expect([copied.status, copied.body["peringatan"]]).toEqual([201, warned("524113", "524111")]);
    expect(codeOf(await act(d1, id, "ajukan"))).toBe("200");
    expect(await read()).toEqual(warned("524113", "524111"));
  });

  it("is told of trips in town and of meetings by their own accounts, and of none that is not of travel", async () => {
    const warningsOf = async (body: Record<string, unknown>) => {
      const id = await draft(d1, body);
      return (await ask(d1, "GET", `/sppd/${id}`)).body["peringatan"];
    };
    const p1 = await institution.actor("P1");
    const tariff = { tahun: 2026, provinsi_kode: "33", satuan: "orang/hari", berlaku_mulai: "2026-01-01" };
    const komponen = { komponen: "uang_harian_rapat_fullday", tarif: 95_000, sumber: "SK Rektor 12/2026" };
    expect((await ask(p1, "PUT", "/referensi/tarif", { ...tariff, ...komponen })).status).toBe(204);

    expect(await warningsOf(charged("524113", {}))).toEqual([]);
    expect(await warningsOf(charged("524111", {}))).toEqual(warned("524111", "524113"));
    expect(await warningsOf(charged("524114", { kategori: "rapat_fullday" }))).toEqual([]);
    expect(await warningsOf(charged("524113", { kategori: "rapat_fullday" }))).toEqual(warned("524113", "524114"));
    expect(await warningsOf(charged("521211", {}))).toEqual([]);
  });
});
