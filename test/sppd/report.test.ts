import { beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, setClock, type Actor, type TestInstitution } from "../setup/institution.ts";
import { approveFully, draft, issueBoth, orderE1 } from "../setup/orders.ts";
import { acceptAll, costsE1, money, receipt, saveCosts } from "../setup/settlements.ts";
import { passNight } from "../setup/nights.ts";
import { fullReport, issuedTrip, reportsOf } from "../setup/trips.ts";

const save = (actor: Actor, order: string, versi = 1, body: object = fullReport) =>
  ask(actor, "PUT", `/sppd/${order}/laporan?versi=${versi}`, body);
const send = (actor: Actor, order: string, query = "") => ask(actor, "POST", `/sppd/${order}/laporan/kirim${query}`);
const statusOf = async (actor: Actor, order: string) => (await ask(actor, "GET", `/sppd/${order}`)).body["status"];

describe("E1: the whole way", () => {
  it("from the request by letters, advance, trip, visum and report to the last rupiah", async () => {
    const institution = await makeInstitution({ today: "2026-04-06" });
    const [d1, p1, b1] = await Promise.all(["D1", "P1", "B1"].map((key) => institution.actor(key)));
    if (!d1 || !p1 || !b1) throw new Error("somebody is missing");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await approveFully(institution, d1, id);
    await issueBoth(institution, id);
    const advance = { jumlah: 3_000_000, nomor_bukti: "KK-0001", tanggal: "2026-04-06" };
    expect(codeOf(await money(b1, id, "uang-muka", d1.pegawaiId, advance))).toBe("201");
    await passNight(institution, "2026-04-13");
    const baris = [{ tiba: { di: "Jakarta Pusat", tanggal: "2026-04-13", pejabat: "Kepala Bagian Umum" } }];
    expect(codeOf(await ask(d1, "PUT", `/sppd/${id}/visum`, { baris }))).toBe("204");
    await passNight(institution, "2026-04-16");
    expect(codeOf(await save(d1, id))).toBe("200");
    expect((await send(d1, id)).body).toMatchObject({ code: "LAPORAN_BELUM_LENGKAP", kurang: ["BIAYA_BELUM_DIISI"] });
    expect(codeOf(await saveCosts(d1, id, costsE1(await receipt(d1, id))))).toBe("200");
    expect((await send(d1, id)).body).toMatchObject({ status: "pertanggungjawaban" });
    await acceptAll(b1, id);
    expect((await money(p1, id, "rampung", d1.pegawaiId)).body).toMatchObject({
      status: "rampung",
      kurang_bayar: 1_340_000,
    });
    const paid = { nomor_bukti: "KK-0002", tanggal: "2026-04-16" };
    expect((await money(b1, id, "bayar", d1.pegawaiId, paid)).body).toMatchObject({
      status: "selesai",
      jumlah: 1_340_000,
    });
    const [line] = await ownerRows("select komitmen::int, realisasi::int from anggaran where id = $1", [
      institution.budgets[1],
    ]);
    expect(line).toEqual({ komitmen: 0, realisasi: 4_340_000 });
    const { body } = await ask<{ riwayat: object[] }>(d1, "GET", `/sppd/${id}`);
    expect(body.riwayat.length).toBeGreaterThanOrEqual(12);
  });
});

describe("a report", () => {
  let institution: TestInstitution;
  let order: string;
  let [d1, d2, b1, op]: Actor[] = [];
  const who = () => {
    if (!d1 || !d2 || !b1 || !op) throw new Error("somebody is missing");
    return { d1, d2, b1, op };
  };
  beforeAll(async () => {
    institution = await makeInstitution({ today: "2026-05-04" });
    [d1, d2, b1, op] = await Promise.all(["D1", "D2", "B1", "OP"].map((key) => institution.actor(key)));
    const people = who();
    order = await issuedTrip(institution, [people.d1, people.d2], ["2026-05-11", "2026-05-11"]);
    await passNight(institution, "2026-05-12");
    for (const actor of [people.d1, people.d2]) expect(codeOf(await saveCosts(actor, order, {}))).toBe("200");
  });

  it("is sent when nothing is missing, by its traveller or their operator, and then stays as it was", async () => {
    const { d1, d2, op } = who();
    expect((await send(d1, order)).body).toMatchObject({
      code: "LAPORAN_BELUM_LENGKAP",
      kurang: ["PENDAHULUAN_KOSONG", "PELAKSANAAN_KOSONG", "HASIL_KOSONG", "KESIMPULAN_KOSONG"],
    });
    expect(codeOf(await save(d1, order))).toBe("200");
    expect(codeOf(await send(d1, order, `?pegawai_id=${d2.pegawaiId}`))).toBe("422 PELAKSANA_TIDAK_DIKENAL");
    expect((await send(op, order, `?pegawai_id=${d1.pegawaiId}`)).body).toMatchObject({ status: "menunggu_laporan" });
    expect(codeOf(await send(d1, order))).toBe("409 LAPORAN_SUDAH_DIKIRIM");
    expect(codeOf(await save(d1, order, 2))).toBe("409 LAPORAN_SUDAH_DIKIRIM");
    expect(codeOf(await ask(d1, "PUT", `/sppd/${order}/visum`, { baris: [] }))).toBe("409 LAPORAN_SUDAH_DIKIRIM");
    expect((await reportsOf(d2, order)).map(({ status }) => status)).toEqual(["dikirim", "draft"]);
  });

  it("brings the order to the treasurer with the last of them, who is told; two at the same instant count as two", async () => {
    const { d1, d2, b1 } = who();
    await setClock(institution.id, "2026-05-22 10:00+07");
    expect(await reportsOf(d1, order)).toMatchObject([{ terlambat: false }, { terlambat: true }]);
    expect(codeOf(await save(d2, order))).toBe("200");
    const back = () =>
      ask(b1, "POST", `/sppd/${order}/laporan/kembalikan`, {
        pegawai_id: d1.pegawaiId,
        alasan: "Lampirkan daftar hadirnya",
      });
    expect((await back()).body).toMatchObject({ status: "menunggu_laporan" });
    expect(codeOf(await back())).toBe("409 LAPORAN_BELUM_DIKIRIM");
    const both = await Promise.all([send(d1, order), send(d2, order)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await statusOf(d1, order)).toBe("pertanggungjawaban");
    const told = await until(
      async () => (await ask<{ data: { kode: string; tautan: string }[] }>(b1, "GET", "/notifications")).body.data,
      (list) => list.some(({ kode }) => kode === "sppd.menunggu_pemeriksaan"),
    );
    expect(told[0]).toMatchObject({ kode: "sppd.menunggu_pemeriksaan", tautan: `/sppd/${order}` });
  });

  it("comes back from whoever verifies with a reason, that traveller's alone, and from nobody else", async () => {
    const { d1, d2, b1 } = who();
    const body = { pegawai_id: d2.pegawaiId, alasan: "Uraian hari pertama belum ada" };
    const path = `/sppd/${order}/laporan/kembalikan`;
    for (const key of ["D1", "A2", "P1"]) {
      expect(codeOf(await ask(await institution.actor(key), "POST", path, body))).toBe("403 TIDAK_BERWENANG");
    }
    expect(codeOf(await ask(b1, "POST", path, { ...body, alasan: "kurang" }))).toBe("422 DATA_TIDAK_SAH");
    expect((await ask(b1, "POST", path, body)).body).toMatchObject({ status: "menunggu_laporan" });
    expect(await reportsOf(d2, order)).toMatchObject([
      { status: "dikirim" },
      { status: "draft", dikembalikan: { alasan: "Uraian hari pertama belum ada", oleh: "Endah Puspita" } },
    ]);
    expect(codeOf(await save(d1, order, 4))).toBe("409 LAPORAN_SUDAH_DIKIRIM");
    const [, mine] = await reportsOf(d2, order);
    expect(codeOf(await save(d2, order, mine?.versi))).toBe("200");
    expect((await send(d2, order)).body).toMatchObject({ status: "pertanggungjawaban" });
  });
});
