import { describe, expect, it } from "vitest";
import { bacaPdf, gabungTeks } from "../setup/baca-dokumen.ts";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, setClock, type Actor, type TestInstitution } from "../setup/institution.ts";
import { passNight } from "../setup/nights.ts";
import { act } from "../setup/orders.ts";
import { acceptAll, costsOf, money, receipt, report, saveCosts, wrongBudgets } from "../setup/settlements.ts";
import { approved, shortLeg, shortOrder } from "../setup/short-trips.ts";
import { addFile, configure } from "../setup/trips.ts";

const today = "2026-04-06";
const day = "2026-04-13";

interface Shown {
  readonly status: string;
  readonly tanpa_spd: boolean;
  readonly total_estimasi: number;
  readonly riwayat: readonly { readonly aksi: string; readonly dari: string; readonly ke: string }[];
  readonly pelaksana: readonly { readonly nomor_spd: string | null; readonly estimasi: readonly object[] }[];
}
const shown = async (actor: Actor, id: string) => (await ask<Shown>(actor, "GET", `/sppd/${id}`)).body;

async function withoutSpd(): Promise<TestInstitution> {
  const institution = await makeInstitution({ today });
  await configure(institution, { spd_dalam_kota_sd_8jam: "tidak_perlu" });
  return institution;
}

const issueSt = async (institution: TestInstitution, id: string) =>
  await act(await institution.actor("G1"), id, "terbitkan-st");

/** How many orders wait for SPDs with the PPK. */
async function waitingForSpd(institution: TestInstitution): Promise<number | undefined> {
  const summary = await ask<{ data: { menunggu: string; jumlah: number }[] }>(
    await institution.actor("P1"),
    "GET",
    "/sppd/ringkasan/saya",
  );
  return summary.body.data.find(({ menunggu }) => menunggu === "spd")?.jumlah;
}

describe("a trip in town for up to 8 hours, where that takes no SPD", () => {
  it("goes with its Surat Tugas from its day to the last payment, for everybody who travels", async () => {
    const institution = await withoutSpd();
    const [op, d1, d2, b1, p1] = await Promise.all(["OP", "D1", "D2", "B1", "P1"].map((key) => institution.actor(key)));
    if (!op || !d1 || !d2 || !b1 || !p1) throw new Error("somebody is missing");
    const travellers = [d1.pegawaiId, d2.pegawaiId];
    const id = await approved(institution, op, shortOrder(institution, travellers, day));
    const issued = await issueSt(institution, id);
    expect([issued.status, issued.body["status"]]).toEqual([202, "st_terbit"]);

    // Nobody is to issue an SPD, and nobody can.
    expect(await shown(op, id)).toMatchObject({ tanpa_spd: true, total_estimasi: 340_000, giliran: null });
    expect(await waitingForSpd(institution)).toBe(0);
    const told = await ask<{ data: { kode: string }[] }>(p1, "GET", "/notifications?per_page=100");
    expect(told.body.data.map(({ kode }) => kode)).not.toContain("sppd.menunggu_spd");
    expect(codeOf(await act(p1, id, "terbitkan-spd"))).toBe("409 SPD_TIDAK_PERLU");

    const early = { jumlah: 30_000, nomor_bukti: "UM-000", tanggal: today };
    expect((await money(b1, id, "uang-muka", d1.pegawaiId, early)).body).toMatchObject({ status: "st_terbit" });

    await passNight(institution, "2026-04-12");
    expect((await shown(op, id)).status).toBe("st_terbit");
    await passNight(institution, day);
    const under = await until(
      () => shown(op, id),
      ({ status }) => status === "berjalan",
    );
    expect(under.riwayat.at(-1)).toMatchObject({ aksi: "mulai", dari: "st_terbit", ke: "berjalan" });
    expect(under.pelaksana).toMatchObject(
      travellers.map(() => ({ nomor_spd: null, estimasi: [{ komponen: "transpor" }] })),
    );

    const paid = { jumlah: 100_000, nomor_bukti: "UM-001", tanggal: day };
    expect((await money(b1, id, "uang-muka", d2.pegawaiId, paid)).status).toBe(201);
    for (const one of [d1, d2]) {
      const back = await act(one, id, "kembali", { tanggal_kembali: day });
      expect(back.status).toBe(200);
    }
    for (const actor of [d1, d2]) {
      await addFile(actor, id, "visum");
      const transpor = [{ uraian: "Ojek daring", jumlah: 90_000, bukti: [await receipt(actor, id)] }];
      const riil = [{ uraian: "Parkir dan tol", jumlah: 60_000, riil: true }];
      expect((await saveCosts(actor, id, { transpor: [...transpor, ...riil], pernyataan: true })).status).toBe(200);
      expect(codeOf(await report(actor, id))).toBe("200");
    }
    expect((await costsOf(op, id)).map(({ diakui }) => diakui)).toEqual([150_000, 150_000]);
    await acceptAll(b1, id);
    for (const actor of [d1, d2]) expect(codeOf(await money(p1, id, "rampung", actor.pegawaiId))).toBe("200");
    for (const [urut, actor] of [d1, d2].entries()) {
      const proof = { tanggal: day, nomor_bukti: `KK-00${urut + 1}` };
      expect(codeOf(await money(b1, id, "bayar", actor.pegawaiId, proof))).toBe("200");
    }
    expect((await shown(op, id)).status).toBe("selesai");
    expect(await wrongBudgets(institution)).toEqual([]);

    const papers = await ownerRows<{ jenis: string; nomor: string; nama: string | null; spd: unknown }>(
      `select jenis, nomor, case when jenis <> 'surat_tugas' then snapshot #>> '{pelaksana,nama}' end as nama, snapshot -> 'spd' as spd
         from dokumen where sppd_id = $1 order by jenis, snapshot #>> '{pelaksana,nama}'`,
      [id],
    );
    const [bayu, ratna] = ["Bayu Prasetyo", "Dr. Ratna Wulandari, M.Si."];
    expect(papers.map(({ jenis, nama }) => [jenis, nama])).toEqual([
      ["kuitansi", bayu],
      ["kuitansi", bayu],
      ["kuitansi", ratna],
      ["kuitansi", ratna],
      ["laporan", bayu],
      ["laporan", ratna],
      ["pengeluaran_riil", bayu],
      ["pengeluaran_riil", ratna],
      ["rincian_biaya", bayu],
      ["rincian_biaya", ratna],
      ["surat_tugas", null],
    ]);
    expect(new Set(papers.map(({ nomor }) => nomor)).size).toBe(1);
    for (const { jenis, spd } of papers) if (jenis !== "surat_tugas") expect(spd).toBeNull();

    // All of them are rendered, and the Surat Tugas has its visum as an annex.
    const read = async () =>
      (await ask<{ data: { jenis: string; pdf: { url: string } | null }[] }>(op, "GET", `/sppd/${id}/dokumen`)).body
        .data;
    const documents = await until(read, (found) => found.length === 11 && found.every(({ pdf }) => pdf !== null));
    const letter = documents.find(({ jenis }) => jenis === "surat_tugas");
    const bytes = new Uint8Array(await (await fetch(letter?.pdf?.url ?? "")).arrayBuffer());
    const [surat = "", visum = "", ...more] = (await bacaPdf(bytes)).map(gabungTeks);
    expect(more).toEqual([]);
    expect(surat).toContain("pukul 08.00 s.d. 15.30");
    expect(visum).toContain("Lampiran Surat Tugas Nomor");
    expect(visum).toContain("Dewi Lestari");
  });

  it("is under way at once when its Surat Tugas is issued on the very day, or after it", async () => {
    const institution = await withoutSpd();
    const d1 = await institution.actor("D1");
    const [first, second] = [day, "2026-04-20"].map((hari) => shortOrder(institution, [d1.pegawaiId], hari));
    const [onTheDay, late] = [
      await approved(institution, d1, first ?? {}),
      await approved(institution, d1, second ?? {}),
    ];
    await setClock(institution.id, `${day} 07:30+07`);
    expect((await issueSt(institution, onTheDay)).body).toMatchObject({ status: "berjalan" });
    expect((await shown(d1, onTheDay)).riwayat.slice(-2)).toMatchObject([
      { aksi: "terbitkan_st", dari: "disetujui", ke: "st_terbit" },
      { aksi: "mulai", dari: "st_terbit", ke: "berjalan" },
    ]);
    await setClock(institution.id, "2026-04-21 10:00+07");
    const alasan_mundur = "Undangan baru diterima pada hari itu";
    const g1 = await institution.actor("G1");
    expect((await act(g1, late, "terbitkan-st", { alasan_mundur })).body).toMatchObject({ status: "berjalan" });
    await passNight(institution, "2026-04-22");
    const ended = await until(
      () => shown(d1, late),
      ({ status }) => status === "menunggu_laporan",
    );
    expect(ended.status).toBe("menunggu_laporan");
  });

  it("is cancelled as any other whose letter is out", async () => {
    const institution = await withoutSpd();
    const d1 = await institution.actor("D1");
    const id = await approved(institution, d1, shortOrder(institution, [d1.pegawaiId], day));
    await issueSt(institution, id);
    const alasan = "Kegiatan dibatalkan penyelenggara";
    expect(codeOf(await act(await institution.actor("A2"), id, "pembatalan", { alasan }))).toBe("200");
    expect((await act(await institution.actor("P1"), id, "pembatalan/sahkan")).body).toMatchObject({
      status: "dibatalkan_terbit",
    });
  });
});

describe("whether a trip goes without SPDs", () => {
  it("is what the institution wants when the Surat Tugas is issued, and of trips up to 8 hours only", async () => {
    const institution = await makeInstitution({ today });
    const d1 = await institution.actor("D1");
    const made = async (hari: string, changes: Record<string, unknown> = {}) =>
      await approved(institution, d1, shortOrder(institution, [d1.pegawaiId], hari, changes));
    const [before, after] = [await made(day), await made("2026-04-14")];
    const etape = [shortLeg("2026-04-15", { jam_mulai: "08:00", jam_selesai: "16:01" })];
    const longer = await made("2026-04-15", { jenis_perjalanan: "dalam_kota_lebih_8jam", etape });

    await issueSt(institution, before);
    await configure(institution, { spd_dalam_kota_sd_8jam: "tidak_perlu" });
    for (const id of [after, longer]) await issueSt(institution, id);
    await configure(institution, { spd_dalam_kota_sd_8jam: "wajib" });
    const flags = await Promise.all([before, after, longer].map(async (id) => (await shown(d1, id)).tanpa_spd));
    expect(flags).toEqual([false, true, false]);
    expect(await waitingForSpd(institution)).toBe(2);
    // Whose SPDs are to come is paid no advance before.
    const advance = { jumlah: 10_000, nomor_bukti: "UM-001", tanggal: today };
    const b1 = await institution.actor("B1");
    const early = await Promise.all([before, after].map((id) => money(b1, id, "uang-muka", d1.pegawaiId, advance)));
    expect(early.map(codeOf)).toEqual(["409 STATUS_TIDAK_SESUAI", "201"]);
    const p1 = await institution.actor("P1");
    const replies = await Promise.all([before, after, longer].map((id) => act(p1, id, "terbitkan-spd")));
    expect(replies.map(codeOf)).toEqual(["202", "409 SPD_TIDAK_PERLU", "202"]);
    // The letter that came first is followed by SPDs, and has no visum of its own.
    const annexes = await ownerRows<{ visum: boolean }>(
      "select snapshot ? 'visum' as visum from dokumen where jenis = 'surat_tugas' and sppd_id = any($1) order by id",
      [[before, after, longer]],
    );
    expect(annexes.map(({ visum }) => visum)).toEqual([false, true, false]);
  });

  it("is asked only of trips that are of one day and up to 8 hours as their hours say", async () => {
    const institution = await makeInstitution({ today });
    const d1 = await institution.actor("D1");
    const fieldsOf = async (changes: Record<string, unknown>) => {
      const reply = await ask(d1, "POST", "/sppd", shortOrder(institution, [d1.pegawaiId], day, changes));
      const errors = (reply.body["errors"] ?? []) as { pointer: string; code: string }[];
      return [reply.status, ...errors.map(({ pointer, code }) => `${pointer} ${code}`)];
    };
    const hours = (jam_mulai: string, jam_selesai: string) => [shortLeg(day, { jam_mulai, jam_selesai })];
    expect(await fieldsOf({ etape: [{ ...shortLeg(day), kembali: "2026-04-14" }] })).toEqual([
      422,
      "/etape/0/kembali LEBIH_DARI_SEHARI",
    ]);
    expect(await fieldsOf({ etape: hours("08:00", "16:01") })).toEqual([
      422,
      "/etape/0/jam_selesai JENIS_TIDAK_SESUAI",
    ]);
    expect(await fieldsOf({ etape: hours("08.00", "16:00") })).toEqual([422, "/etape/0/jam_mulai JAM_TIDAK_SAH"]);
    expect(await fieldsOf({ etape: hours("24:00", "25:00") })).toHaveLength(3);
    expect(await fieldsOf({ etape: [shortLeg(day)] })).toEqual([201]);
  });
});
