import { beforeAll, describe, expect, it } from "vitest";
import { checkBooks } from "../setup/books.ts";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, setClock, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, bandung, draft, leg, tripTo } from "../setup/orders.ts";
import { passNight } from "../setup/nights.ts";
import { report, saveCosts } from "../setup/settlements.ts";
import { approved, shortLeg, shortOrder } from "../setup/short-trips.ts";
import { addFile, configure, fullReport, issuedTrip, reportsOf } from "../setup/trips.ts";

const today = "2026-04-06";
let institution: TestInstitution;
let [d1, p1, a2, op]: Actor[] = [];
const who = () => {
  if (!d1 || !p1 || !a2 || !op) throw new Error("somebody is missing");
  return { d1, p1, a2, op };
};
beforeAll(async () => {
  institution = await makeInstitution({ today });
  [d1, p1, a2, op] = await Promise.all(["D1", "P1", "A2", "OP"].map((key) => institution.actor(key)));
});

const alasan = "Kegiatan diubah oleh penyelenggara";
const committed = async () => {
  const [line] = await ownerRows<{ komitmen: number }>("select komitmen::int from anggaran where id = $1", [
    institution.budgets[1],
  ]);
  return line?.komitmen ?? 0;
};

describe("a trip that is changed on its way", () => {
  it("gets an addendum: its days, its estimate and its commitment follow, by its PPK alone", async () => {
    const { d1, p1 } = who();
    const id = await issuedTrip(institution, [d1], ["2026-04-13", "2026-04-14"]);
    const amend = (actor: Actor, dari: string, sampai: string) =>
      act(actor, id, "ubah-perjalanan", { etape: [leg(dari, sampai, bandung)], alasan });
    expect(codeOf(await amend(p1, "2026-04-13", "2026-04-15"))).toBe("409 STATUS_TIDAK_SESUAI");
    await passNight(institution, "2026-04-13");
    const before = await committed();
    for (const key of ["D1", "A2", "B1", "OP"]) {
      expect(codeOf(await amend(await institution.actor(key), "2026-04-13", "2026-04-15"))).toBe("403 TIDAK_BERWENANG");
    }
    expect((await amend(p1, "2026-04-14", "2026-04-15")).body).toMatchObject({
      errors: [{ code: "TANGGAL_BERANGKAT_TETAP" }],
    });
    const longer = await amend(p1, "2026-04-13", "2026-04-16");
    expect([longer.status, longer.body]).toMatchObject([200, { status: "berjalan", adendum: "I", versi: 2 }]);
    const raised = await committed();
    expect(raised).toBeGreaterThan(before);
    expect(raised).toBe(longer.body["total_estimasi"]);

    const next = await draft(d1, tripTo(institution, d1, "2026-04-18", "2026-04-19"));
    expect(codeOf(await act(d1, next, "ajukan"))).toBe("200");
    expect((await amend(p1, "2026-04-13", "2026-04-18")).body).toMatchObject({
      code: "PERJALANAN_RANGKAP",
      bentrok: [next],
    });
    expect(codeOf(await act(d1, next, "tarik"))).toBe("200");
    expect((await amend(p1, "2026-04-13", "2026-04-14")).body).toMatchObject({ adendum: "II", versi: 3 });
    expect(await committed()).toBe(before);

    const { body } = await ask(d1, "GET", `/sppd/${id}`);
    expect(body).toMatchObject({
      tanggal_kembali: "2026-04-14",
      total_estimasi: before,
      adendum: [
        { nomor: "I", alasan, semula: { tanggal_kembali: "2026-04-14" }, menjadi: { tanggal_kembali: "2026-04-16" } },
        { nomor: "II" },
      ],
    });
    await ownerRows("update anggaran set pagu = komitmen + realisasi where id = $1", [institution.budgets[1]]);
    expect(codeOf(await amend(p1, "2026-04-13", "2026-04-17"))).toBe("409 PAGU_TIDAK_CUKUP");
    await ownerRows("update anggaran set pagu = 500000000 where id = $1", [institution.budgets[1]]);
    await setClock(institution.id, "2026-04-06 10:00+07");
  });
});

describe("a trip in town that is changed", () => {
  it("has an addendum that says its hours where they are others, and of what stayed as it was nothing", async () => {
    const institution = await makeInstitution({ today });
    await configure(institution, { spd_dalam_kota_sd_8jam: "tidak_perlu" });
    const d1 = await institution.actor("D1");
    const id = await approved(institution, d1, shortOrder(institution, [d1.pegawaiId], today));
    await act(await institution.actor("G1"), id, "terbitkan-st");
    const p1 = await institution.actor("P1");
    const hours = { jam_mulai: "08:00", jam_selesai: "15:30" };
    const amend = async (changes: Record<string, unknown>) =>
      codeOf(
        await act(p1, id, "ubah-perjalanan", {
          etape: [{ ...shortLeg(today, hours), ...changes }],
          alasan: "Acara diubah penyelenggara",
        }),
      );
    expect(await amend({ jam_mulai: "09:00", jam_selesai: "16:00" })).toBe("200");
    expect(await amend({ jam_mulai: "09:00", jam_selesai: "16:00", tempat: "Aula Pemuda" })).toBe("200");
    expect(
      await amend({ jam_mulai: "09:00", jam_selesai: "16:00", tempat: "Aula Pemuda", alat_angkut: "kendaraan_dinas" }),
    ).toBe("200");
    const changed = await ownerRows<{ isi: object[] }>(
      "select snapshot -> 'perubahan' as isi from dokumen where sppd_id = $1 and jenis = 'adendum' order by id",
      [id],
    );
    const day = "6 April 2026, pukul";
    expect(changed.map(({ isi }) => isi)).toEqual([
      [{ hal: "Waktu", semula: `${day} 08.00 s.d. 15.30`, menjadi: `${day} 09.00 s.d. 16.00` }],
      [
        {
          hal: "Tempat tujuan",
          semula: "Balai Kota, Kota Semarang, Jawa Tengah",
          menjadi: "Aula Pemuda, Kota Semarang, Jawa Tengah",
        },
      ],
      [{ hal: "Alat angkutan", semula: "Kendaraan umum", menjadi: "Kendaraan dinas" }],
    ]);
  });
});

describe("a trip of somebody who is promoted on the way", () => {
  it("is estimated anew in the standing in which their SPD was issued", async () => {
    const { p1 } = who();
    const d2 = await institution.actor("D2");
    const id = await issuedTrip(institution, [d2], ["2026-08-10", "2026-08-11"]);
    await passNight(institution, "2026-08-10");
    await ownerRows("update pegawai set kesetaraan = 'eselon_2' where id = $1", [d2.pegawaiId]);
    const tariff = { tahun: 2026, provinsi_kode: "96", komponen: "taksi", tarif: 200_000, satuan: "orang/kali" };
    const corrected = { ...tariff, sumber: "SK Rektor 12/2026", berlaku_mulai: "2026-01-01" };
    // What was remembered of people and tariffs is forgotten.
    expect((await ask(p1, "PUT", "/referensi/tarif", corrected)).status).toBe(204);
    const amended = await act(p1, id, "ubah-perjalanan", { etape: [leg("2026-08-10", "2026-08-12", bandung)], alasan });
    expect(amended.body).toMatchObject({ status: "berjalan", adendum: "I" });
    const { body } = await ask<{ pelaksana: { estimasi: { komponen: string }[] }[] }>(d2, "GET", `/sppd/${id}`);
    const komponen = body.pelaksana[0]?.estimasi.map((row) => row.komponen);
    expect(komponen).toContain("uang_harian");
    expect(komponen).not.toContain("representasi");
    await ownerRows("update pegawai set kesetaraan = null where id = $1", [d2.pegawaiId]);
    await setClock(institution.id, "2026-04-06 10:00+07");
  });
});

describe("a trip that ended otherwise than ordered", () => {
  it("is put right by its PPK until the first report is in: whoever was kept there is back later, and reports later", async () => {
    const { d1, p1 } = who();
    const d2 = await institution.actor("D2");
    const id = await issuedTrip(institution, [d1, d2], ["2026-05-18", "2026-05-19"]);
    await passNight(institution, "2026-05-20");
    const amend = (sampai: string) =>
      act(p1, id, "ubah-perjalanan", { etape: [leg("2026-05-18", sampai, bandung)], alasan: "Penerbangan dibatalkan" });
    const due = async () => (await reportsOf(d1, id)).map(({ harus_kembali, tenggat }) => [harus_kembali, tenggat]);
    expect(await due()).toEqual(Array(2).fill(["2026-05-19", "2026-05-26"]));
    expect((await amend("2026-05-20")).body).toMatchObject({ status: "berjalan", adendum: "I" });
    const ahead = await ask(d1, "PUT", `/sppd/${id}/laporan?versi=1`, fullReport);
    expect(codeOf(ahead)).toBe("409 STATUS_TIDAK_SESUAI");
    await passNight(institution, "2026-05-21");
    expect(await due()).toEqual(Array(2).fill(["2026-05-20", "2026-05-29"]));
    const days = await ownerRows("select distinct periode::text from sppd_klaim where sppd_id = $1", [id]);
    expect(days).toEqual([{ periode: "[2026-05-18,2026-05-21)" }]);
    expect((await saveCosts(d1, id, {})).body).toMatchObject({ diakui: 3 * 430_000 });
    expect((await amend("2026-05-19")).body).toMatchObject({ status: "menunggu_laporan", adendum: "II" });
    expect((await report(d1, id)).body).toMatchObject({ kurang: ["BIAYA_PERLU_DIHITUNG_ULANG"] });
    expect((await saveCosts(d1, id, {}, { versi: 1 })).body).toMatchObject({ diakui: 2 * 430_000 });
    expect((await ask(d1, "POST", `/sppd/${id}/laporan/kirim`)).body).toMatchObject({ status: "menunggu_laporan" });
    expect(codeOf(await amend("2026-05-20"))).toBe("409 LAPORAN_SUDAH_DIKIRIM");
    await setClock(institution.id, "2026-04-06 10:00+07");
  });
});

describe("a cancellation after the issue", () => {
  it("is asked for by a superior and confirmed by the PPK; what nobody gives back stays with the budget", async () => {
    const { d1, p1, a2 } = who();
    const before = await committed();
    const id = await issuedTrip(institution, [d1], ["2026-06-08", "2026-06-09"]);
    expect((await act(p1, id, "pembatalan/sahkan")).body).toMatchObject({ code: "PEMBATALAN_BELUM_DIMINTA" });
    const { body: proof } = await addFile(d1, id, "bukti");
    const cost = { pegawai_id: d1.pegawaiId, uraian: "Tiket hangus", jumlah: 205_000, berkas_id: proof.id };
    const ask = (actor: Actor, more: object = {}) => act(actor, id, "pembatalan", { alasan, ...more });
    expect(codeOf(await ask(p1))).toBe("403 TIDAK_BERWENANG");
    expect(codeOf(await ask(await institution.actor("G1")))).toBe("403 TIDAK_BERWENANG");
    expect(codeOf(await ask(a2, { biaya: [{ ...cost, jumlah: 100_000_000 }] }))).toBe(
      "422 BIAYA_PEMBATALAN_TERLALU_BESAR",
    );
    expect(codeOf(await ask(a2, { biaya: [{ ...cost, berkas_id: crypto.randomUUID() }] }))).toBe(
      "422 BERKAS_TIDAK_DIKENAL",
    );
    expect((await ask(a2, { biaya: [cost] })).body).toMatchObject({ status: "spd_terbit" });
    for (const key of ["D1", "A2", "R1", "B1"]) {
      expect(codeOf(await act(await institution.actor(key), id, "pembatalan/sahkan"))).toBe("403 TIDAK_BERWENANG");
    }
    const both = await Promise.all([act(p1, id, "pembatalan/sahkan"), act(p1, id, "pembatalan/sahkan")]);
    expect(both.map(codeOf).toSorted()).toEqual(["200", "409 STATUS_TIDAK_SESUAI"]);
    expect(await committed()).toBe(before + 205_000);
    const again = await draft(d1, tripTo(institution, d1, "2026-06-08", "2026-06-09"));
    expect(codeOf(await act(d1, again, "ajukan"))).toBe("200");
    const taken = await ownerRows<{ batal: boolean }>("select batal from nomor_surat where sppd_id = $1", [id]);
    expect(taken).toEqual([{ batal: true }, { batal: true }]);
  });

  it("is asked for from below with the signed statement only, which is not taken back then", async () => {
    const { d1, p1, op } = who();
    const id = await issuedTrip(institution, [d1], ["2026-07-06", "2026-07-07"]);
    const request = (actor: Actor, more: object = {}) => act(actor, id, "pembatalan", { alasan, ...more });
    expect(codeOf(await request(d1))).toBe("422 PERNYATAAN_PEMBATALAN_WAJIB");
    const { body: receipt } = await addFile(d1, id, "bukti");
    expect(codeOf(await request(d1, { berkas_id: receipt.id }))).toBe("422 BERKAS_TIDAK_DIKENAL");
    const { body: statement } = await addFile(d1, id, "pembatalan");
    expect(codeOf(await request(op, { berkas_id: statement.id }))).toBe("200");
    expect(codeOf(await request(await institution.actor("D3"), { berkas_id: statement.id }))).toBe(
      "404 TIDAK_DITEMUKAN",
    );
    expect(codeOf(await ask(d1, "DELETE", `/sppd/${id}/berkas/${statement.id}`))).toBe("409 BERKAS_DIPAKAI");
    const told = await ask<{ data: { kode: string; tautan: string }[] }>(p1, "GET", "/notifications");
    expect(told.body.data[0]).toMatchObject({ kode: "sppd.menunggu_pembatalan", tautan: `/sppd/${id}` });
    expect((await act(p1, id, "pembatalan/sahkan")).body).toMatchObject({ status: "dibatalkan_terbit" });
  });

  it("leaves the books as they should be", async () => {
    await until(
      () => ownerRows("select id from jobs where institution_id = $1 and status <> 'done'", [institution.id]),
      (open) => open.length === 0,
    );
    await until(
      () => ownerRows("select id from tag_bumps where institution_id = $1", [institution.id]),
      (left) => left.length === 0,
    );
    await checkBooks(institution);
  });
});
