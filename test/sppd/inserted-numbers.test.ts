import { describe, expect, it } from "vitest";
import { approvedOrders } from "../setup/approved-orders.ts";
import { bacaDocx, bacaPdf, gabungTeks } from "../setup/baca-dokumen.ts";
import { checkNumbers } from "../setup/books.ts";
import { ask, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, setClock, type TestInstitution } from "../setup/institution.ts";
import { act, bandung, cancelIssued, leg } from "../setup/orders.ts";

const alasan_mundur = "Berkas undangan baru ditemukan";

/** An institution on 10 April whose letters 001 and 002 are of the 6th and 003 is of the 9th; `more` orders wait for theirs. */
async function withThree(more: number): Promise<{ institution: TestInstitution; waiting: string[] }> {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const orders = await approvedOrders(institution, 3 + more);
  const g1 = await institution.actor("G1");
  await act(g1, orders[0] ?? "", "terbitkan-st");
  await act(g1, orders[1] ?? "", "terbitkan-st");
  await setClock(institution.id, "2026-04-09 10:00+07");
  await act(g1, orders[2] ?? "", "terbitkan-st");
  await setClock(institution.id, "2026-04-10 10:00+07");
  return { institution, waiting: orders.slice(3) };
}

/** Issues an order's letter with a date; answers its number, or why not. */
async function issue(institution: TestInstitution, id: string | undefined, tanggal: string, changes: object = {}) {
  const g1 = await institution.actor("G1");
  const { status, body } = await act(g1, id ?? "", "terbitkan-st", { tanggal, alasan_mundur, ...changes });
  return status === 202 ? (body["nomor"] as string[])[0]?.split("/")[0] : `${status} ${String(body["code"])}`;
}

describe("a letter that is dated back", () => {
  it("stands behind the last letter up to its date, the next one behind it, and the counter goes on", async () => {
    const { institution, waiting } = await withThree(6);
    expect(await issue(institution, waiting[0], "2026-04-08")).toBe("002.a");
    expect(await issue(institution, waiting[1], "2026-04-06")).toBe("002.b");
    expect(await issue(institution, waiting[2], "2026-04-09")).toBe("003.a");
    expect(await issue(institution, waiting[3], "2026-04-05")).toBe("000.a");
    // Of today it is no other than the rest.
    expect(await issue(institution, waiting[4], "2026-04-10")).toBe("004");
    const { body } = await act(await institution.actor("G1"), waiting[5] ?? "", "terbitkan-st");
    expect(body["nomor"]).toEqual(["005/FT/000.1.2.3/IV/2026"]);
    const marks = await ownerRows<{ sppd_id: string; catatan: string | null }>(
      "select sppd_id, catatan from approval_logs where institution_id = $1 and aksi = 'terbitkan_st' order by id",
      [institution.id],
    );
    const marked = marks.filter(({ catatan }) => catatan === `MUNDUR: ${alasan_mundur}`).map(({ sppd_id }) => sppd_id);
    expect(marked).toEqual(waiting.slice(0, 4));
    expect(marks.filter(({ catatan }) => catatan === null)).toHaveLength(5);
    await checkNumbers(institution);
  });

  it("says its number and its date wherever it is read: in the order, in its papers, in what finds it", async () => {
    const { institution, waiting } = await withThree(1);
    const [id = ""] = waiting;
    const d1 = await institution.actor("D1");
    const nomor = "002.a/FT/000.1.2.3/IV/2026";
    expect(await issue(institution, id, "2026-04-08")).toBe("002.a");
    expect((await ask(d1, "GET", `/sppd/${id}`)).body).toMatchObject({ nomor_st: nomor, tanggal_st: "2026-04-08" });
    const found = await ask<{ data: { id: string }[] }>(
      await institution.actor("G1"),
      "GET",
      `/sppd?filter[nomor]=${encodeURIComponent("002.a*")}`,
    );
    expect(found.body.data.map((order) => order.id)).toEqual([id]);
    const [letter] = await until(
      async () =>
        (
          await ask<{ data: { nomor: string; pdf: { url: string } | null; docx: { url: string } | null }[] }>(
            d1,
            "GET",
            `/sppd/${id}/dokumen`,
          )
        ).body.data,
      (letters) => letters.length === 1 && letters.every(({ pdf, docx }) => pdf && docx),
      25_000,
    );
    expect(letter?.nomor).toBe(nomor);
    const read = async (url = "") => new Uint8Array(await (await fetch(url)).arrayBuffer());
    const printed = gabungTeks((await bacaPdf(await read(letter?.pdf?.url)))[0]);
    for (const text of [printed, bacaDocx(await read(letter?.docx?.url)).join("\n")]) {
      expect(text).toContain(`Nomor: ${nomor}`);
      expect(text).toContain("8 April 2026");
    }
  });

  it("never takes a number that was taken: not at once with others, not a cancelled one's", async () => {
    const { institution, waiting } = await withThree(7);
    expect(await issue(institution, waiting[0], "2026-04-08")).toBe("002.a");
    await cancelIssued(institution, waiting[0] ?? "");
    const g1 = await institution.actor("G1");
    const [inserted, next] = await Promise.all([
      Promise.all(waiting.slice(1, 6).map((id) => issue(institution, id, "2026-04-07"))),
      act(g1, waiting[6] ?? "", "terbitkan-st"),
    ]);
    expect(new Set(inserted)).toEqual(new Set(["002.b", "002.c", "002.d", "002.e", "002.f"]));
    expect(next.body["nomor"]).toEqual(["004/FT/000.1.2.3/IV/2026"]);
  });

  it("is issued once, however many ask for it at the same time", async () => {
    const { institution, waiting } = await withThree(2);
    const said = await Promise.all(Array.from({ length: 4 }, () => issue(institution, waiting[0], "2026-04-08")));
    expect(said.filter((one) => one !== "409 STATUS_TIDAK_SESUAI")).toEqual(["002.a"]);
    expect(await issue(institution, waiting[1], "2026-04-08")).toBe("002.b");
    await checkNumbers(institution);
  });

  it("finds no place once a to z are taken, and leaves nothing behind", async () => {
    const { institution, waiting } = await withThree(1);
    await ownerRows(
      `insert into nomor_surat (institution_id, jenis, unit_id, tahun, urut, sisipan, nomor, tanggal, sppd_id)
       select institution_id, jenis, unit_id, tahun, urut, chr(96 + k), 'uji ' || k, '2026-04-06', sppd_id
         from nomor_surat, generate_series(1, 26) k where institution_id = $1 and urut = 2`,
      [institution.id],
    );
    expect(await issue(institution, waiting[0], "2026-04-08")).toBe("409 NOMOR_SISIPAN_HABIS");
    expect(await issue(institution, waiting[0], "2026-04-09")).toBe("003.a");
  });

  it("is numbered in the year of its date, whichever year it is now", async () => {
    const institution = await makeInstitution({ today: "2026-12-28" });
    const etape = [leg("2026-12-30", "2026-12-31", bandung)];
    const [last, before, empty, first] = await approvedOrders(institution, 4, { etape, biaya: { transpor: [] } });
    const g1 = await institution.actor("G1");
    expect((await act(g1, last ?? "", "terbitkan-st")).body["nomor"]).toEqual(["001/FT/000.1.2.3/XII/2026"]);
    await setClock(institution.id, "2027-01-05 10:00+07");
    const given = { tanggal: "2026-12-29", alasan_mundur };
    expect((await act(g1, before ?? "", "terbitkan-st", given)).body["nomor"]).toEqual(["001.a/FT/000.1.2.3/XII/2026"]);
    // Nobody has a number of the new year yet, and the first one that is taken is the first.
    expect(await issue(institution, empty, "2027-01-04")).toBe("000.a");
    expect((await act(g1, first ?? "", "terbitkan-st", { alasan_mundur })).body["nomor"]).toEqual([
      "001/FT/000.1.2.3/I/2027",
    ]);
    await checkNumbers(institution);
  });
});

describe("to date a letter back", () => {
  it("is for the agendaris, with a reason, and no farther than a trip could be", async () => {
    const { institution, waiting } = await withThree(1);
    const [id = ""] = waiting;
    const asDean = await act(await institution.actor("A2"), id, "terbitkan-st", {
      tanggal: "2026-04-08",
      alasan_mundur,
    });
    expect([asDean.status, asDean.body["code"]]).toEqual([403, "HANYA_AGENDARIS"]);
    expect(await issue(institution, id, "2026-04-08", { alasan_mundur: undefined })).toBe("422 ALASAN_MUNDUR_WAJIB");
    expect(await issue(institution, id, "2026-04-08", { alasan_mundur: "Lupa" })).toBe("422 DATA_TIDAK_SAH");
    for (const tanggal of ["2026-04-11", "2026-03-05", "2025-04-08"])
      expect(await issue(institution, id, tanggal)).toBe("422 TANGGAL_SURAT_DI_LUAR_JANGKAUAN");
    expect(await issue(institution, id, "2026-02-30")).toBe("422 DATA_TIDAK_SAH");
    // Of today, a dean's own.
    const today = await act(await institution.actor("A2"), id, "terbitkan-st", { tanggal: "2026-04-10" });
    expect(today.body["nomor"]).toEqual(["004/FT/000.1.2.3/IV/2026"]);
  });

  it("needs a signatory who was in office then", async () => {
    const { institution, waiting } = await withThree(1);
    await ownerRows("update pejabat set mulai = '2026-04-09' where institution_id = $1 and penerbit_st", [
      institution.id,
    ]);
    expect(await issue(institution, waiting[0], "2026-04-08")).toBe("409 PENANDATANGAN_TIDAK_ADA");
    expect(await issue(institution, waiting[0], "2026-04-09")).toBe("003.a");
  });
});
