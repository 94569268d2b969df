import { describe, expect, it } from "vitest";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor } from "../setup/institution.ts";
import { act, bandung, leg, orderE1 } from "../setup/orders.ts";
import {
  acceptAll,
  comeBack,
  costsE1,
  departed,
  issued,
  money,
  putIn,
  receipt,
  report,
  saveCosts,
  wrongBudgets,
} from "../setup/settlements.ts";
import { reportsOf } from "../setup/trips.ts";

const today = "2026-04-06";
const proof = { tanggal: today, nomor_bukti: "KK-001" };

describe("an order of two", () => {
  it("goes on when the last of them is done: one is still due money, the other pays back", async () => {
    const institution = await makeInstitution({ today });
    const [d1, d2, op, b1, p1] = await Promise.all(["D1", "D2", "OP", "B1", "P1"].map((key) => institution.actor(key)));
    if (!d1 || !d2 || !op || !b1 || !p1) throw new Error("somebody is missing");
    const both = [d1.pegawaiId, d2.pegawaiId];
    const id = await departed(institution, op, orderE1(institution, both));
    for (const [index, traveller] of both.entries()) {
      const advance = { jumlah: 3_000_000, nomor_bukti: `UM-${index}`, tanggal: today };
      expect((await money(b1, id, "uang-muka", traveller, advance)).status).toBe(201);
    }
    await comeBack(institution, op, id);
    const bukti = await receipt(d1, id);
    expect((await saveCosts(d1, id, costsE1(bukti))).status).toBe(200);
    const notTheirs = await saveCosts(d2, id, costsE1(bukti));
    expect([notTheirs.status, notTheirs.body["code"]]).toEqual([422, "BUKTI_TIDAK_DIKENAL"]);
    const other = await saveCosts(d2, id, {}, { versi: 1, pegawai_id: d1.pegawaiId });
    expect([other.status, other.body["code"]]).toEqual([422, "PELAKSANA_TIDAK_DIKENAL"]);
    const elsewhere = await saveCosts(await institution.actor("D3"), id, {}, { pegawai_id: d1.pegawaiId });
    expect([elsewhere.status, elsewhere.body["code"]]).toEqual([404, "TIDAK_DITEMUKAN"]);
    const [d3, tonight] = [await institution.actor("D3"), { tanggal: "2026-04-13", jumlah: 500_000, riil: true }];
    for (const { pegawaiId } of [d2, d3]) {
      const stranger = await saveCosts(d2, id, { penginapan: [{ ...tonight, sekamar_dengan: pegawaiId }] });
      expect(stranger.body).toMatchObject({ errors: [{ pointer: "/penginapan/0/sekamar_dengan" }] });
    }
    // The operator writes for those of the unit: D2 shared D1's room and spent next to nothing.
    const shared = [{ tanggal: "2026-04-13", menginap: false, sekamar_dengan: d1.pegawaiId }];
    const twice = await saveCosts(op, id, { penginapan: shared }, { pegawai_id: d2.pegawaiId });
    expect([twice.status, twice.body]).toEqual([422, expect.objectContaining({ alasan: "sekamar" })]);
    expect((await saveCosts(op, id, {}, { pegawai_id: d2.pegawaiId })).body).toMatchObject({ diakui: 1_590_000 });

    expect((await report(d1, id)).body).toMatchObject({ status: "menunggu_laporan" });
    const sent = await saveCosts(d1, id, {}, { versi: 1 });
    expect([sent.status, sent.body["code"]]).toEqual([409, "LAPORAN_SUDAH_DIKIRIM"]);
    expect((await report(op, id, d2.pegawaiId)).body).toMatchObject({ status: "pertanggungjawaban" });
    await acceptAll(b1, id);
    expect((await money(p1, id, "rampung", d1.pegawaiId)).body).toMatchObject({ status: "pertanggungjawaban" });
    expect((await money(p1, id, "rampung", d1.pegawaiId)).body["code"]).toBe("SUDAH_DISAHKAN");
    // What the PPK has validated is accepted, and no longer the treasurer's to return; the other's is.
    expect((await reportsOf(d1, id)).map(({ status }) => status)).toEqual(["diterima", "dikirim"]);
    const giveBack = ({ pegawaiId }: Actor) =>
      ask(b1, "POST", `/sppd/${id}/laporan/kembalikan`, { pegawai_id: pegawaiId, alasan: "Lampirkan daftar hadir" });
    expect(codeOf(await giveBack(d1))).toBe("409 SUDAH_DISAHKAN");
    expect((await giveBack(d2)).body).toMatchObject({ status: "menunggu_laporan" });
    expect(codeOf(await giveBack(d1))).toBe("409 SUDAH_DISAHKAN");
    const sentAnew = await ask(op, "POST", `/sppd/${id}/laporan/kirim?pegawai_id=${d2.pegawaiId}`);
    expect(sentAnew.body).toMatchObject({ status: "pertanggungjawaban" });
    expect((await money(p1, id, "rampung", d2.pegawaiId)).body).toMatchObject({
      status: "rampung",
      kurang_bayar: 0,
      lebih_bayar: 1_410_000,
    });
    expect((await money(b1, id, "bayar", d1.pegawaiId, proof)).body).toMatchObject({ status: "rampung" });
    expect((await money(b1, id, "bayar", d1.pegawaiId, proof)).body["code"]).toBe("SUDAH_DIBAYAR");
    const unproved = await money(b1, id, "bayar", d2.pegawaiId, { ...proof, nomor_bukti: "KK-002" });
    expect(unproved.body["errors"]).toEqual([expect.objectContaining({ pointer: "/ntpn" })]);
    const back = { tanggal: today, ntpn: "0123456789ABCDEF" };
    expect((await money(b1, id, "bayar", d2.pegawaiId, back)).body).toMatchObject({
      status: "selesai",
      jenis: "lebih_bayar",
      jumlah: 1_410_000,
    });
    const [line] = await ownerRows("select komitmen::int, realisasi::int from anggaran where id = $1", [
      institution.budgets[1],
    ]);
    expect(line).toEqual({ komitmen: 0, realisasi: 5_930_000 });
    expect(await wrongBudgets(institution)).toEqual([]);
  });
});

describe("whoever handles money", () => {
  it("handles none of their own, and is never PPK and treasurer of one order", async () => {
    const institution = await makeInstitution({ today });
    const [d1, b1, p1] = [await institution.actor("D1"), await institution.actor("B1"), await institution.actor("P1")];
    const id = await issued(institution, d1, orderE1(institution, [d1.pegawaiId]));
    const advance = { jumlah: 1_000_000, nomor_bukti: "UM-001", tanggal: today };
    for (const actor of [d1, p1, await institution.actor("ADM"), await institution.actor("A2")]) {
      const refused = await money(actor, id, "uang-muka", d1.pegawaiId, advance);
      expect([refused.status, refused.body["code"]]).toEqual([403, "TIDAK_BERWENANG"]);
    }
    const signer = "update approval_logs set oleh = $2 where sppd_id = $1 and aksi = 'terbitkan_spd'";
    await ownerRows(signer, [id, b1.userId]);
    const signed = await money(b1, id, "uang-muka", d1.pegawaiId, advance);
    expect([signed.status, signed.body["code"]]).toEqual([403, "KONFLIK_KEPENTINGAN"]);
    await ownerRows(signer, [id, p1.userId]);
    await ownerRows("update sppd set user_id = $2 where id = $1", [id, b1.userId]);
    const own = await money(b1, id, "uang-muka", d1.pegawaiId, advance);
    expect([own.status, own.body["code"]]).toEqual([403, "KONFLIK_KEPENTINGAN"]);
    await ownerRows("update sppd set user_id = $2 where id = $1", [id, d1.userId]);
    const ahead = await money(b1, id, "uang-muka", d1.pegawaiId, { ...advance, tanggal: "2026-04-07" });
    expect([ahead.status, ahead.body["code"]]).toEqual([422, "TANGGAL_BAYAR_DI_DEPAN"]);
    const stranger = await money(b1, id, "uang-muka", b1.pegawaiId, advance);
    expect([stranger.status, stranger.body["code"]]).toEqual([422, "PELAKSANA_TIDAK_DIKENAL"]);
    expect((await money(b1, id, "uang-muka", d1.pegawaiId, advance)).status).toBe(201);
    // Whoever paid may not validate, though they hold the PPK's office by now.
    await ownerRows("update user_roles set peran = 'ppk' where user_id = $1", [p1.userId]);
    await ownerRows("update approval_logs set oleh = $2 where sppd_id = $1 and aksi = 'bayar_uang_muka'", [
      id,
      p1.userId,
    ]);
    const alasan = "Kegiatan dibatalkan oleh penyelenggara";
    expect(codeOf(await act(await institution.actor("A2"), id, "pembatalan", { alasan }))).toBe("200");
    expect(codeOf(await act(p1, id, "pembatalan/sahkan"))).toBe("403 KONFLIK_KEPENTINGAN");
    await putIn(id, "berjalan");
    const etape = [leg("2026-04-13", "2026-04-16", bandung)];
    expect(codeOf(await act(p1, id, "ubah-perjalanan", { etape, alasan }))).toBe("403 KONFLIK_KEPENTINGAN");
    await putIn(id, "pertanggungjawaban");
    const both = await money(p1, id, "rampung", d1.pegawaiId);
    expect([both.status, both.body["code"]]).toEqual([403, "KONFLIK_KEPENTINGAN"]);
  });

  it("pays once, however many pay at once, and no more than the line has room for", async () => {
    const institution = await makeInstitution({ today, pagu: 4_340_000 });
    const [d1, b1, p1] = [await institution.actor("D1"), await institution.actor("B1"), await institution.actor("P1")];
    const id = await issued(institution, d1, orderE1(institution, [d1.pegawaiId]));
    const advances = await Promise.all(
      ["UM-1", "UM-2", "UM-3"].map((nomor_bukti) =>
        money(b1, id, "uang-muka", d1.pegawaiId, { jumlah: 2_000_000, nomor_bukti, tanggal: today }),
      ),
    );
    expect(advances.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422, 422]);

    await putIn(id, "menunggu_laporan");
    const bukti = await receipt(d1, id);
    const dearer = { uraian: "Kereta, kelas yang tersisa", jumlah: 820_001, bukti: [bukti], catatan: "Kursi terakhir" };
    await saveCosts(d1, id, { ...costsE1(bukti), transpor: [dearer] });
    await putIn(id, "pertanggungjawaban");
    await acceptAll(b1, id);
    await money(p1, id, "rampung", d1.pegawaiId);
    const beyond = await money(b1, id, "bayar", d1.pegawaiId, proof);
    expect([beyond.status, beyond.body]).toEqual([
      409,
      expect.objectContaining({ code: "PAGU_TIDAK_CUKUP", sisa: 4_340_000, dibutuhkan: 4_340_001 }),
    ]);
    await ownerRows("update anggaran set pagu = 4340001 where id = $1", [institution.budgets[1]]);
    const payments = await Promise.all(
      ["KK-1", "KK-2"].map((nomor_bukti) => money(b1, id, "bayar", d1.pegawaiId, { tanggal: today, nomor_bukti })),
    );
    expect(payments.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const [line] = await ownerRows("select komitmen::int, realisasi::int from anggaran where id = $1", [
      institution.budgets[1],
    ]);
    expect(line).toEqual({ komitmen: 0, realisasi: 4_340_001 });
  });

  it("withholds the taxes that the institution has set, and pays what the real days come to", async () => {
    const institution = await makeInstitution({ today });
    await ownerRows(
      `update institution_modules set configuration = configuration || '{"pph_persen": {"uang_harian": 5}, "uang_muka_persen": 0}'
        where institution_id = $1 and module_id = (select id from modules where slug = 'sppd')`,
      [institution.id],
    );
    const [d1, b1, p1] = [await institution.actor("D1"), await institution.actor("B1"), await institution.actor("P1")];
    const etape = [leg("2026-04-13", "2026-04-16", bandung)];
    const id = await issued(institution, d1, orderE1(institution, [d1.pegawaiId], { etape, biaya: {} }));
    const none = await money(b1, id, "uang-muka", d1.pegawaiId, { jumlah: 1, nomor_bukti: "UM-1", tanggal: today });
    expect(none.body).toMatchObject({ code: "UANG_MUKA_MELEBIHI_BATAS", batas: 0 });
    await putIn(id, "menunggu_laporan");
    expect((await saveCosts(d1, id, {})).body).toMatchObject({ diakui: 4 * 430_000 });
    // Back a day early: what was computed before is not what is paid.
    await ownerRows("update sppd_pelaksana set tanggal_kembali_nyata = '2026-04-15' where sppd_id = $1", [id]);
    const kurang = () =>
      ownerRows<{ kurang: string[] }>("select spj_kurang($1, $2) as kurang", [id, d1.pegawaiId]).then(
        ([row]) => row?.kurang,
      );
    expect(await kurang()).toEqual(["BIAYA_PERLU_DIHITUNG_ULANG"]);
    expect((await saveCosts(d1, id, {}, { versi: 1 })).body).toMatchObject({ diakui: 3 * 430_000 });
    expect(await kurang()).toEqual([]);
    await putIn(id, "pertanggungjawaban");
    await acceptAll(b1, id);
    const validated = await money(p1, id, "rampung", d1.pegawaiId);
    expect(validated.body).toMatchObject({ ditetapkan: 1_290_000, total_pph: 64_500, kurang_bayar: 1_225_500 });
    expect((await money(b1, id, "bayar", d1.pegawaiId, proof)).body).toMatchObject({ jumlah: 1_225_500 });
  });
});

describe("an order that was cancelled after its issue", () => {
  it("takes back the advance but for what nobody gives back, which is spent then", async () => {
    const institution = await makeInstitution({ today });
    const [d1, b1, p1] = [await institution.actor("D1"), await institution.actor("B1"), await institution.actor("P1")];
    const id = await issued(institution, d1, orderE1(institution, [d1.pegawaiId]));
    await money(b1, id, "uang-muka", d1.pegawaiId, { jumlah: 1_000_000, nomor_bukti: "UM-1", tanggal: today });
    const cost = {
      pegawai_id: d1.pegawaiId,
      uraian: "Tiket hangus",
      jumlah: 820_000,
      berkas_id: await receipt(d1, id),
    };
    const alasan = "Kegiatan dibatalkan oleh penyelenggara";
    const back = { tanggal: today, ntpn: "ABCDEF0123456789" };
    expect((await money(b1, id, "bayar", d1.pegawaiId, back)).body["code"]).toBe("STATUS_TIDAK_SESUAI");
    await act(await institution.actor("A2"), id, "pembatalan", { alasan, biaya: [cost] });
    expect((await act(p1, id, "pembatalan/sahkan")).body).toMatchObject({ status: "dibatalkan_terbit" });
    expect(await wrongBudgets(institution)).toEqual([]);
    expect((await money(b1, id, "bayar", d1.pegawaiId, back)).body).toMatchObject({
      status: "dibatalkan_terbit",
      jenis: "lebih_bayar",
      jumlah: 180_000,
    });
    expect((await money(b1, id, "bayar", d1.pegawaiId, back)).body["code"]).toBe("SUDAH_DIBAYAR");
    const [line] = await ownerRows("select komitmen::int, realisasi::int from anggaran where id = $1", [
      institution.budgets[1],
    ]);
    expect(line).toEqual({ komitmen: 0, realisasi: 820_000 });
    expect(await wrongBudgets(institution)).toEqual([]);
  });
});
