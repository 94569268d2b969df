import { beforeAll, describe, expect, it } from "vitest";
import { orderWithLetter } from "../setup/deliveries.ts";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, setClock, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, draft, tripTo } from "../setup/orders.ts";
import { costsOf, saveCosts } from "../setup/settlements.ts";
import { passNight } from "../setup/nights.ts";
import { addFile, fullReport, issuedTrip, reportsOf } from "../setup/trips.ts";

let institution: TestInstitution;
let [d1, d2]: Actor[] = [];
const who = () => {
  if (!d1 || !d2) throw new Error("nobody there");
  return { d1, d2 };
};

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  [d1, d2] = await Promise.all(["D1", "D2"].map((key) => institution.actor(key)));
});

interface Shown {
  readonly status: string;
  readonly tanggal_kembali_nyata: string | null;
  readonly riwayat: readonly {
    readonly aksi: string;
    readonly dari: string;
    readonly ke: string;
    readonly oleh: string;
    readonly catatan: string | null;
  }[];
  readonly pelaksana: readonly {
    readonly visum: readonly object[];
    readonly tanggal_kembali_nyata: string | null;
  }[];
}
const shown = async (id: string, actor = who().d1) => (await ask<Shown>(actor, "GET", `/sppd/${id}`)).body;
/** The order as it is shown once what the night made wrong is dropped. */
const comesTo = (id: string, status: string) =>
  until(
    () => shown(id),
    (order) => order.status === status,
  );

describe("a trip", () => {
  it("begins on its day and waits for its report from the day after its return, by the clock, once", async () => {
    const { d1, d2 } = who();
    const id = await issuedTrip(institution, [d1, d2], ["2026-04-13", "2026-04-14"]);
    await passNight(institution, "2026-04-12");
    expect((await shown(id)).status).toBe("spd_terbit");
    await passNight(institution, "2026-04-13");
    expect((await comesTo(id, "berjalan")).status).toBe("berjalan");
    await passNight(institution, "2026-04-14");
    expect((await shown(id)).status).toBe("berjalan");
    await passNight(institution, "2026-04-15");
    const { status, riwayat, tanggal_kembali_nyata } = await comesTo(id, "menunggu_laporan");
    expect([status, tanggal_kembali_nyata]).toEqual(["menunggu_laporan", null]);
    expect(riwayat.slice(-2)).toMatchObject([
      { aksi: "mulai", dari: "spd_terbit", ke: "berjalan", oleh: "Sistem" },
      { aksi: "kembali", dari: "berjalan", ke: "menunggu_laporan", oleh: "Sistem" },
    ]);
    expect((await reportsOf(d1, id)).map(({ pegawai_id, tenggat }) => [pegawai_id, tenggat])).toEqual([
      [d1.pegawaiId, "2026-04-21"],
      [d2.pegawaiId, "2026-04-21"],
    ]);
    await setClock(institution.id, "2026-04-06 10:00+07");
  });

  it("has begun when its SPDs come late, and both are told as they were done", async () => {
    const { d1 } = who();
    const id = await orderWithLetter(institution, [d1.pegawaiId], 3);
    await setClock(institution.id, "2026-04-27 10:00+07");
    const issued = await act(await institution.actor("P1"), id, "terbitkan-spd");
    expect([issued.status, issued.body["status"]]).toEqual([202, "berjalan"]);
    expect((await shown(id)).riwayat.slice(-2)).toMatchObject([
      { aksi: "terbitkan_spd", dari: "st_terbit", ke: "spd_terbit", oleh: "Dewi Lestari" },
      { aksi: "mulai", dari: "spd_terbit", ke: "berjalan", oleh: "Sistem" },
    ]);
    await setClock(institution.id, "2026-04-06 10:00+07");
  });

  it("ends earlier when its traveller says so, on a day that was, and gives back the days", async () => {
    const { d1 } = who();
    const id = await issuedTrip(institution, [d1], ["2026-05-11", "2026-05-15"]);
    expect(codeOf(await act(d1, id, "kembali", { tanggal_kembali: "2026-05-12" }))).toBe("409 STATUS_TIDAK_SESUAI");
    await passNight(institution, "2026-05-12");
    for (const tanggal_kembali of ["2026-05-13", "2026-05-10", "2026-05-16"]) {
      expect(codeOf(await act(d1, id, "kembali", { tanggal_kembali }))).toBe("422 TANGGAL_KEMBALI_TIDAK_SAH");
    }
    expect((await act(d1, id, "kembali", { tanggal_kembali: "2026-05-12" })).body).toMatchObject({
      status: "menunggu_laporan",
    });
    expect((await shown(id)).tanggal_kembali_nyata).toBe("2026-05-12");
    const next = await draft(d1, tripTo(institution, d1, "2026-05-13", "2026-05-14"));
    expect(codeOf(await act(d1, next, "ajukan"))).toBe("200");
    expect(codeOf(await act(d1, id, "kembali", { tanggal_kembali: "2026-05-12" }))).toBe("409 STATUS_TIDAK_SESUAI");
    await setClock(institution.id, "2026-04-06 10:00+07");
  });

  it("ends for each of its travellers on a day of their own: whoever is back first takes no day from the others", async () => {
    const { d1, d2 } = who();
    const op = await institution.actor("OP");
    const id = await issuedTrip(institution, [d1, d2], ["2026-07-13", "2026-07-17"]);
    const other = await issuedTrip(institution, [d1, d2], ["2026-07-18", "2026-07-21"]);
    await passNight(institution, "2026-07-15");
    const back = (actor: Actor, tanggal_kembali: string, whose = "") =>
      act(actor, id, `kembali${whose && `?pegawai_id=${whose}`}`, { tanggal_kembali });
    expect(codeOf(await back(d1, "2026-07-14", d2.pegawaiId))).toBe("422 PELAKSANA_TIDAK_DIKENAL");
    expect((await back(d2, "2026-07-14")).body).toMatchObject({ status: "berjalan" });
    const claimed = () =>
      ownerRows<{ periode: string }>(
        "select k.periode::text from sppd_klaim k join sppd_pelaksana t using (institution_id, sppd_id, pegawai_id) where k.sppd_id = $1 order by t.urut",
        [id],
      ).then((rows) => rows.map(({ periode }) => periode));
    expect(await claimed()).toEqual(["[2026-07-13,2026-07-18)", "[2026-07-13,2026-07-15)"]);
    const next = await draft(d2, tripTo(institution, d2, "2026-07-15", "2026-07-16"));
    expect(codeOf(await act(d2, next, "ajukan"))).toBe("200");
    // The operator puts right what was said, as far as the days are still free.
    const later = await back(op, "2026-07-15", d2.pegawaiId);
    expect(later.body).toMatchObject({ code: "PERJALANAN_RANGKAP", bentrok: [next] });
    for (const [actor, days] of [
      [d1, 5],
      [d2, 2],
    ] as const)
      expect((await saveCosts(actor, id, {})).body).toMatchObject({ diakui: days * 430_000 });
    expect(codeOf(await act(d2, next, "tarik"))).toBe("200");
    expect((await back(op, "2026-07-13", d2.pegawaiId)).body).toMatchObject({ status: "berjalan" });

    await passNight(institution, "2026-07-18");
    const ended = await shown(id);
    expect([ended.status, ended.tanggal_kembali_nyata]).toEqual(["menunggu_laporan", null]);
    expect(ended.pelaksana.map((one) => one.tanggal_kembali_nyata)).toEqual([null, "2026-07-13"]);
    expect(ended.riwayat.filter(({ aksi }) => aksi === "kembali").map(({ ke, catatan }) => [ke, catatan])).toEqual([
      ["berjalan", "Bayu Prasetyo: 14 Juli 2026"],
      ["berjalan", "Bayu Prasetyo: 13 Juli 2026"],
      ["menunggu_laporan", null],
    ]);
    expect((await reportsOf(d1, id)).map(({ harus_kembali }) => harus_kembali)).toEqual(["2026-07-17", "2026-07-17"]);
    const [, mine] = await costsOf(d2, id);
    expect(mine?.kurang).toEqual(["BIAYA_PERLU_DIHITUNG_ULANG"]);

    // Whoever does not travel themselves tells it of all; the last of them ends the trip, on the last day.
    await setClock(institution.id, "2026-07-20 10:00+07");
    expect((await act(d1, other, "kembali", { tanggal_kembali: "2026-07-19" })).body).toMatchObject({
      status: "berjalan",
    });
    expect((await act(op, other, "kembali", { tanggal_kembali: "2026-07-20" })).body).toMatchObject({
      status: "menunggu_laporan",
    });
    const both = await shown(other);
    expect([both.tanggal_kembali_nyata, ...both.pelaksana.map((one) => one.tanggal_kembali_nyata)]).toEqual([
      "2026-07-20",
      "2026-07-19",
      "2026-07-20",
    ]);
    await setClock(institution.id, "2026-04-06 10:00+07");
  });
});

describe("on the way", () => {
  let order: string;
  beforeAll(async () => {
    const { d1, d2 } = who();
    order = await issuedTrip(institution, [d1, d2], ["2026-06-08", "2026-06-10"]);
    await passNight(institution, "2026-06-08");
  });

  it("a visum is entered for oneself, in the order of its days", async () => {
    const { d1, d2 } = who();
    const pejabat = "Kepala Bagian Umum";
    const baris = [
      { berangkat: { dari: "Semarang", ke: "Bandung", tanggal: "2026-06-08" } },
      {
        tiba: { di: "Bandung", tanggal: "2026-06-08", pejabat },
        berangkat: { dari: "Bandung", ke: "Semarang", tanggal: "2026-06-10", pejabat },
      },
    ];
    const enter = (actor: Actor, rows: object[], query = "") =>
      ask(actor, "PUT", `/sppd/${order}/visum${query}`, { baris: rows });
    expect(codeOf(await enter(d1, baris))).toBe("204");
    expect((await shown(order)).pelaksana.map(({ visum }) => visum)).toEqual([baris, []]);
    expect((await enter(d1, baris.toReversed())).body).toMatchObject({ errors: [{ code: "VISUM_TIDAK_URUT" }] });
    expect(codeOf(await enter(d1, baris, `?pegawai_id=${d2.pegawaiId}`))).toBe("422 PELAKSANA_TIDAK_DIKENAL");
    expect(codeOf(await enter(await institution.actor("OP"), baris, `?pegawai_id=${d2.pegawaiId}`))).toBe("204");
    expect((await shown(order)).pelaksana.map(({ visum }) => visum.length)).toEqual([2, 2]);
    expect(codeOf(await addFile(d1, order, "visum"))).toBe("201");
  });

  it("a report waits for the return; then it is saved again and again, and two tabs overwrite nothing of each other's", async () => {
    const { d1, d2 } = who();
    const save = (actor: Actor, versi: number, body: object = fullReport) =>
      ask(actor, "PUT", `/sppd/${order}/laporan?versi=${versi}`, body);
    expect(codeOf(await save(d1, 1))).toBe("409 STATUS_TIDAK_SESUAI");
    await passNight(institution, "2026-06-11");
    expect((await save(d1, 1, { hasil: "Baru\nmulai" })).body).toEqual({ versi: 2 });
    const tabs = await Promise.all([save(d1, 2, { hasil: "Tab kiri" }), save(d1, 2, { hasil: "Tab kanan" })]);
    expect(tabs.map(codeOf).toSorted()).toEqual(["200", "409 VERSI_BERUBAH"]);
    const [foto, lampiran] = await Promise.all([addFile(d1, order, "foto"), addFile(d1, order, "lampiran_laporan")]);
    const theirs = await addFile(d2, order, "foto");
    const named = { ...fullReport, foto: [foto.body.id], lampiran: [lampiran.body.id] };
    expect((await save(d1, 3, { ...named, foto: [theirs.body.id] })).body).toMatchObject({
      code: "BERKAS_TIDAK_DIKENAL",
    });
    expect((await save(d1, 3, { ...named, foto: [lampiran.body.id] })).body).toMatchObject({
      code: "BERKAS_TIDAK_DIKENAL",
    });
    expect((await save(d1, 3, named)).body).toEqual({ versi: 4 });
    expect(await reportsOf(d2, order)).toMatchObject([
      { versi: 4, isi: named },
      { versi: 1, isi: { hasil: "" } },
    ]);
    expect(codeOf(await ask(d1, "DELETE", `/sppd/${order}/berkas/${foto.body.id}`))).toBe("409 BERKAS_DIPAKAI");
  });

  it("days stay claimed by those who travelled", async () => {
    const rows = await ownerRows("select periode::text from sppd_klaim where sppd_id = $1", [order]);
    expect(rows).toEqual([{ periode: "[2026-06-08,2026-06-11)" }, { periode: "[2026-06-08,2026-06-11)" }]);
  });
});
