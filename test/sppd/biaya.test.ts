import { describe, expect, it } from "vitest";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "../setup/institution.ts";
import { delegate, officeOf } from "../setup/offices.ts";
import { draft, leg, orderE1 } from "../setup/orders.ts";
import {
  acceptAll,
  comeBack,
  costsE1,
  costsOf,
  departed,
  money,
  putIn,
  receipt,
  report,
  saveCosts,
  type Line,
} from "../setup/settlements.ts";

const today = "2026-04-06";
const yogyakarta = "34.71";
const proof = { tanggal: today, nomor_bukti: "KK-001" };

/** A trip of somebody's to Yogyakarta that is on its way. */
async function underway(institution: TestInstitution, key: string, days: [string, string], more: object = {}) {
  const actor = await institution.actor(key);
  const body = orderE1(institution, [actor.pegawaiId], {
    etape: [leg(...days, yogyakarta)],
    biaya: { transpor: [], taksi: [] },
    ...more,
  });
  const id = await draft(actor, body);
  await putIn(id, "berjalan");
  return { actor, id };
}

const recognized = (lines: readonly Line[] | undefined, komponen: string) =>
  lines?.filter((line) => line.komponen === komponen).map((line) => line.diakui);

describe("E1: from the advance to the payment", () => {
  it("pays 3,000,000 before and 1,340,000 after, and turns the commitment into 4,340,000 spent", async () => {
    const institution = await makeInstitution({ today });
    const [d1, b1, p1] = [await institution.actor("D1"), await institution.actor("B1"), await institution.actor("P1")];
    const id = await departed(institution, d1, orderE1(institution, [d1.pegawaiId]));
    const advance = { jumlah: 3_000_000, nomor_bukti: "UM-001", tanggal: today };
    const paid = await money(b1, id, "uang-muka", d1.pegawaiId, advance);
    expect([paid.status, paid.body]).toEqual([
      201,
      expect.objectContaining({ status: "berjalan", jenis: "uang_muka", jumlah: 3_000_000 }),
    ]);
    const more = await money(b1, id, "uang-muka", d1.pegawaiId, { ...advance, nomor_bukti: "UM-002" });
    expect([more.status, more.body]).toEqual([
      422,
      expect.objectContaining({ code: "UANG_MUKA_MELEBIHI_BATAS", batas: 3_472_000, sudah: 3_000_000 }),
    ]);

    const tiba = { di: "Jakarta Pusat", tanggal: "2026-04-13", pejabat: "Kepala Bagian Umum" };
    const pulang = { dari: "Jakarta Pusat", ke: "Semarang", tanggal: "2026-04-15", pejabat: "Kepala Bagian Umum" };
    const stamped = [
      { berangkat: { dari: "Semarang", ke: "Jakarta Pusat", tanggal: "2026-04-13" } },
      { tiba, berangkat: pulang },
    ];
    expect((await ask(d1, "PUT", `/sppd/${id}/visum`, { baris: stamped })).status).toBe(204);
    await comeBack(institution, d1, id);
    expect((await costsOf(d1, id))[0]?.kurang).toEqual(["BIAYA_BELUM_DIISI"]);
    expect((await report(d1, id)).status).toBe(422);
    const { pernyataan: _, ...undeclared } = costsE1(await receipt(d1, id));
    expect((await saveCosts(d1, id, undeclared)).body).toMatchObject({ versi: 1, diakui: 4_340_000 });
    expect((await costsOf(d1, id))[0]?.kurang).toEqual(["PERNYATAAN_BELUM_ADA"]);
    const stale = await saveCosts(d1, id, undeclared);
    expect([stale.status, stale.body["code"]]).toEqual([409, "VERSI_BERUBAH"]);
    const saved = await saveCosts(d1, id, costsE1(await receipt(d1, id)), { versi: 1 });
    expect(saved.body).toMatchObject({ versi: 2, jumlah: 4_340_000, diakui: 4_340_000 });
    const [account] = await costsOf(d1, id);
    expect(account?.kurang).toEqual([]);
    const nights = account?.baris.filter(({ komponen }) => komponen === "penginapan");
    expect(nights?.map(({ jumlah, pagu }) => [jumlah, pagu])).toEqual([
      [700_000, 730_000],
      [700_000, 730_000],
    ]);

    expect((await report(d1, id)).body).toMatchObject({ status: "pertanggungjawaban" });
    const late = await saveCosts(d1, id, {}, { versi: 2 });
    expect([late.status, late.body["code"]]).toEqual([409, "STATUS_TIDAK_SESUAI"]);
    const early = await money(p1, id, "rampung", d1.pegawaiId);
    expect([early.status, early.body]).toEqual([
      409,
      expect.objectContaining({ code: "BIAYA_BELUM_DIPERIKSA", menunggu: 6 }),
    ]);
    await acceptAll(b1, id);
    const validated = await money(p1, id, "rampung", d1.pegawaiId);
    expect([validated.status, validated.body]).toEqual([
      200,
      expect.objectContaining({
        status: "rampung",
        ditetapkan: 4_340_000,
        dibayar_semula: 3_000_000,
        kurang_bayar: 1_340_000,
        lebih_bayar: 0,
      }),
    ]);

    const unproved = await money(b1, id, "bayar", d1.pegawaiId, { tanggal: today });
    expect([unproved.status, unproved.body["errors"]]).toEqual([
      422,
      [expect.objectContaining({ pointer: "/nomor_bukti", code: "WAJIB_DIISI" })],
    ]);
    const reused = await money(b1, id, "bayar", d1.pegawaiId, { tanggal: today, nomor_bukti: "UM-001" });
    expect([reused.status, reused.body["code"]]).toEqual([409, "NOMOR_BUKTI_DIPAKAI"]);
    const settled = await money(b1, id, "bayar", d1.pegawaiId, proof);
    expect([settled.status, settled.body]).toEqual([
      200,
      expect.objectContaining({ status: "selesai", jenis: "kurang_bayar", jumlah: 1_340_000 }),
    ]);

    const [traveller] = await costsOf(d1, id);
    expect(traveller?.rampung).toMatchObject({ terbilang: "Empat Juta Tiga Ratus Empat Puluh Ribu Rupiah" });
    expect(traveller?.pembayaran.map(({ jenis, jumlah }) => [jenis, jumlah])).toEqual([
      ["uang_muka", 3_000_000],
      ["kurang_bayar", 1_340_000],
    ]);
    const budgets = await ask<{ id: string }[]>(d1, "GET", "/referensi/anggaran?tahun=2026");
    expect(budgets.body.find((line) => line.id === institution.budgets[1])).toMatchObject({
      komitmen: 0,
      realisasi: 4_340_000,
    });
    const { body: order } = await ask<{ riwayat: { aksi: string }[] }>(d1, "GET", `/sppd/${id}`);
    expect(order.riwayat.map(({ aksi }) => aksi)).toEqual(
      expect.arrayContaining(["bayar_uang_muka", "isi_biaya", "periksa_biaya", "sahkan_rampung", "bayar"]),
    );
    expect(order.riwayat.length).toBeGreaterThanOrEqual(12);
    const told = async (actor: typeof d1) =>
      (await ask<{ data: { kode: string }[] }>(actor, "GET", "/notifications")).body.data.map(({ kode }) => kode);
    expect(await told(d1)).toEqual(expect.arrayContaining(["sppd.uang_muka_dibayar", "sppd.rampung", "sppd.dibayar"]));
    expect(await told(p1)).toContain("sppd.menunggu_rampung");
    expect(await told(b1)).toContain("sppd.menunggu_bayar");
  });
});

describe("E4: the ceilings of costs", () => {
  it("recognizes 1,098,500 of two nights in Yogyakarta, one above the ceiling and one outside hotels", async () => {
    const institution = await makeInstitution({ today });
    const { actor, id } = await underway(institution, "D1", ["2026-04-13", "2026-04-15"]);
    const nights = {
      penginapan: [
        { tanggal: "2026-04-13", jumlah: 900_000 },
        { tanggal: "2026-04-14", menginap: false },
      ],
    };
    expect((await saveCosts(actor, id, nights)).status).toBe(200);
    const [costs] = await costsOf(actor, id);
    const lodging = costs?.baris.filter(({ komponen }) => komponen === "penginapan") ?? [];
    expect(lodging.map(({ diakui, selisih }) => [diakui, selisih])).toEqual([
      [845_000, 55_000],
      [253_500, 0],
    ]);
    expect(lodging.reduce((sum, { diakui }) => sum + diakui, 0)).toBe(1_098_500);
    expect(costs?.kurang).toEqual(["BUKTI_BELUM_ADA", "PERNYATAAN_BELUM_ADA"]);
    const asked = await saveCosts(actor, id, { representasi: true }, { versi: 1 });
    expect([asked.status, asked.body["code"]]).toEqual([422, "REPRESENTASI_TIDAK_BERHAK"]);

    // The PPK lets the night pass its ceiling, for a reason; no farther than what was paid, and not a night outside hotels.
    await putIn(id, "pertanggungjawaban");
    const p1 = await institution.actor("P1");
    const grant = (line: string | undefined, jumlah: number) =>
      ask(p1, "POST", `/sppd/${id}/biaya/${line}/dispensasi`, { jumlah, alasan: "Hotel penyelenggara rapat" });
    expect((await grant(lodging[0]?.id, 900_001)).body["code"]).toBe("DISPENSASI_TIDAK_BERLAKU");
    expect((await grant(lodging[1]?.id, 253_500)).body["code"]).toBe("DISPENSASI_TIDAK_BERLAKU");
    expect((await grant(lodging[0]?.id, 880_000)).body).toMatchObject({ diakui: 880_000, putusan: "menunggu" });
    const b1 = await institution.actor("B1");
    const verdict = (body: object) => ask(b1, "PATCH", `/sppd/${id}/biaya/${lodging[0]?.id}`, body);
    const raised = await verdict({ putusan: "dikoreksi", jumlah: 880_001, alasan: "Lebih dari kuitansi" });
    expect([raised.status, raised.body["code"]]).toEqual([422, "KOREKSI_MELEBIHI"]);
    const unexplained = await verdict({ putusan: "ditolak" });
    expect([unexplained.status, unexplained.body["code"]]).toEqual([422, "DATA_TIDAK_SAH"]);
    const lowered = await verdict({ putusan: "dikoreksi", jumlah: 800_000, alasan: "Sarapan tidak termasuk" });
    expect(lowered.body).toMatchObject({ putusan: "dikoreksi", diakui: 880_000, ditetapkan: 800_000 });
  });

  it("pays representation to the dean, and none to whoever stands in for the dean", async () => {
    const institution = await makeInstitution({ today });
    const [a2, w1] = [await institution.actor("A2"), await institution.actor("W1")];
    const given = await delegate(a2, await officeOf(institution, "A2"), w1.pegawaiId, { selesai: "2026-04-20" });
    expect(given.status).toBe(201);
    const days: [string, string] = ["2026-04-13", "2026-04-14"];
    const dean = await underway(institution, "A2", days);
    const standIn = await underway(institution, "W1", days);
    for (const { actor, id } of [dean, standIn]) expect((await saveCosts(actor, id, {})).status).toBe(200);
    expect(recognized((await costsOf(dean.actor, dean.id))[0]?.baris, "representasi")).toEqual([300_000]);
    expect(recognized((await costsOf(standIn.actor, standIn.id))[0]?.baris, "representasi")).toEqual([]);
  });

  it("refuses 30 % of lodging at a fullboard meeting, and a table that is missing", async () => {
    const institution = await makeInstitution({ today });
    const { actor, id } = await underway(institution, "D1", ["2026-04-13", "2026-04-15"]);
    await ownerRows("update sppd set kategori = 'rapat_fullboard' where id = $1", [id]);
    const missing = await saveCosts(actor, id, {});
    expect([missing.status, missing.body]).toEqual([
      422,
      expect.objectContaining({ code: "TARIF_TIDAK_ADA", komponen: "uang_harian_rapat_fullboard" }),
    ]);
    const tariff = {
      tahun: 2026,
      provinsi_kode: "34",
      komponen: "uang_harian_rapat_fullboard",
      tarif: 130_000,
      satuan: "orang/hari",
      sumber: "SK Rektor Nomor 12 Tahun 2026",
      berlaku_mulai: "2026-01-01",
    };
    await ask(await institution.actor("P1"), "PUT", "/referensi/tarif", tariff);
    expect((await saveCosts(actor, id, {})).body).toMatchObject({ versi: 1, diakui: 390_000 });
    const night = { penginapan: [{ tanggal: "2026-04-13", menginap: false }] };
    const refused = await saveCosts(actor, id, night, { versi: 1 });
    expect([refused.status, refused.body]).toEqual([
      422,
      expect.objectContaining({ code: "PENGINAPAN_30_PERSEN_DITOLAK", alasan: "fullboard" }),
    ]);
  });
});
