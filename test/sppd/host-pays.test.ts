import { beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, setClock, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, orderE1 } from "../setup/orders.ts";
import { acceptAll, comeBack, costsOf, departed, money, receipt, report, saveCosts } from "../setup/settlements.ts";
import { approved, shortOrder } from "../setup/short-trips.ts";
import { configure } from "../setup/trips.ts";

const today = "2026-04-06";
const train = { uraian: "Kereta Semarang-Jakarta pulang pergi", jumlah: 820_000 };

let institution: TestInstitution;
let d1: Actor;
beforeAll(async () => {
  institution = await makeInstitution({ today });
  d1 = await institution.actor("D1");
});

const snapshotsOf = (id: string, jenis: string) =>
  ownerRows<{ isi: Record<string, unknown> }>(
    "select snapshot as isi from dokumen where sppd_id = $1 and jenis = $2 order by id",
    [id, jenis],
  );

describe("a trip that its host pays in part", () => {
  it("is estimated without it, says so on the SPD, and pays nobody for it", async () => {
    const dibiayai_penyelenggara = ["uang_harian", "penginapan"];
    const biaya = { transpor: [train], dibiayai_penyelenggara };
    const id = await departed(institution, d1, orderE1(institution, [d1.pegawaiId], { biaya }));
    const read = await ask<{ total_estimasi: number; biaya: object }>(d1, "GET", `/sppd/${id}`);
    expect(read.body).toMatchObject({ total_estimasi: 820_000, biaya: { dibiayai_penyelenggara } });
    const [spd] = await snapshotsOf(id, "spd");
    expect(spd?.isi["keterangan_lain"]).toBe("Dibiayai penyelenggara: uang harian, penginapan");

    await comeBack(institution, d1, id);
    const bukti = [await receipt(d1, id)];
    const transpor = [{ ...train, bukti }];
    const claimed = await saveCosts(d1, id, { transpor, penginapan: [{ tanggal: "2026-04-13", jumlah: 1, bukti }] });
    expect([claimed.status, claimed.body]).toEqual([
      422,
      expect.objectContaining({
        code: "DIBIAYAI_PENYELENGGARA",
        komponen: "penginapan",
        errors: [expect.objectContaining({ pointer: "/penginapan/0", code: "DIBIAYAI_PENYELENGGARA" })],
      }),
    ]);
    expect((await saveCosts(d1, id, { transpor })).body).toMatchObject({ jumlah: 820_000, diakui: 820_000 });
    const [costs] = await costsOf(d1, id);
    expect(costs?.baris.map(({ komponen }) => komponen)).toEqual(["transpor"]);
    await setClock(institution.id, `${today} 10:00+07`);
  });

  it("is refused where it asks for what the host pays, and is copied with what the host pays", async () => {
    const [d2, dibiayai_penyelenggara] = [await institution.actor("D2"), ["transpor"]];
    const asked = (biaya: object) => ask(d2, "POST", "/sppd", orderE1(institution, [d2.pegawaiId], { biaya }));
    const refused = await asked({ transpor: [train], dibiayai_penyelenggara });
    expect([refused.status, refused.body["errors"]]).toEqual([
      422,
      [expect.objectContaining({ pointer: "/biaya/transpor/0", code: "DIBIAYAI_PENYELENGGARA" })],
    ]);
    const { body } = await asked({ transpor: [], dibiayai_penyelenggara });
    const copied = await ask(d2, "POST", `/sppd/${String(body["id"])}/salin`, { tanggal_berangkat: "2026-05-11" });
    expect((await ask(d2, "GET", `/sppd/${String(copied.body["id"])}`)).body).toMatchObject({
      biaya: { dibiayai_penyelenggara },
      total_estimasi: body["total_estimasi"],
    });
  });

  it("ends without a statement of costs where the host paid all of it, and says so on a Surat Tugas without SPDs", async () => {
    const other = await makeInstitution({ today });
    await configure(other, { spd_dalam_kota_sd_8jam: "tidak_perlu" });
    const [d2, b1, p1, g1] = await Promise.all(["D2", "B1", "P1", "G1"].map((key) => other.actor(key)));
    if (!d2 || !b1 || !p1 || !g1) throw new Error("somebody is missing");
    const biaya = { transpor: [], dibiayai_penyelenggara: ["transpor"] };
    const id = await approved(other, d2, shortOrder(other, [d2.pegawaiId], today, { biaya }));
    expect((await act(g1, id, "terbitkan-st")).body).toMatchObject({ status: "berjalan" });
    const [letter] = await snapshotsOf(id, "surat_tugas");
    expect(letter?.isi["keterangan"]).toBe("Dibiayai penyelenggara: transpor");
    await act(d2, id, "kembali", { tanggal_kembali: today });
    expect((await saveCosts(d2, id, {})).body).toMatchObject({ jumlah: 0 });
    expect(codeOf(await report(d2, id))).toBe("200");
    await acceptAll(b1, id);
    expect((await money(p1, id, "rampung", d2.pegawaiId)).body).toMatchObject({ ditetapkan: 0 });
    expect((await money(b1, id, "bayar", d2.pegawaiId, { tanggal: today })).body).toMatchObject({ jenis: "nihil" });
    const read = async () =>
      (await ask<{ data: { jenis: string; pdf: object | null }[] }>(d2, "GET", `/sppd/${id}/dokumen`)).body.data;
    const papers = await until(read, (found) => found.length === 3 && found.every(({ pdf }) => pdf !== null), 30_000);
    expect(papers.map(({ jenis, pdf }) => [jenis, pdf !== null])).toEqual([
      ["surat_tugas", true],
      ["kuitansi", true],
      ["laporan", true],
    ]);
  });
});
