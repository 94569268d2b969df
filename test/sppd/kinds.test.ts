import { beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, approveFully, draft, issueBoth, leg, orderE1 } from "../setup/orders.ts";
import { putIn, receipt, saveCosts } from "../setup/settlements.ts";

const yogyakarta = "34.71";

let institution: TestInstitution;
let [d1, op, p1, adm]: Actor[] = [];
const who = () => {
  if (!d1 || !op || !p1 || !adm) throw new Error("somebody is missing");
  return { d1, op, p1, adm };
};
beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  [d1, op, p1, adm] = await Promise.all(["D1", "OP", "P1", "ADM"].map((key) => institution.actor(key)));
});

/** The fields that a refusal names, with their codes. */
const fieldsOf = ({ body }: { body: Record<string, unknown> }) =>
  (body["errors"] as { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`);

describe("a trip to fetch or accompany somebody who has died", () => {
  it("takes three days and four people at most, also once it is under way", async () => {
    const { op, p1 } = who();
    const { D1, D2, A1, W1, OP } = institution.people;
    const staff = [D1, D2, A1, W1, OP].flatMap((one) => one?.pegawai_id ?? []);
    const asked = (kembali: string, travellers: readonly string[]) =>
      orderE1(institution, travellers, {
        kategori: "jenazah",
        etape: [leg("2026-04-13", kembali, yogyakarta)],
        biaya: { transpor: [] },
        unit_id: institution.units["FT"],
      });
    expect(fieldsOf(await ask(op, "POST", "/sppd", asked("2026-04-16", staff)))).toEqual([
      "/etape/0/kembali JENAZAH_TERLALU_LAMA",
      "/pelaksana JENAZAH_TERLALU_BANYAK",
    ]);
    const id = await draft(op, asked("2026-04-15", staff.slice(1)));
    await putIn(id, "berjalan");
    const longer = { etape: [leg("2026-04-13", "2026-04-16", yogyakarta)], alasan: "Pemakaman ditunda sehari" };
    expect(fieldsOf(await act(p1, id, "ubah-perjalanan", longer))).toEqual(["/etape/0/kembali JENAZAH_TERLALU_LAMA"]);
  });
});

describe("a speaker from elsewhere", () => {
  it("is paid no uang harian at a fullboard meeting, in the estimate and in the end; staff beside them is", async () => {
    const { d1, op, p1, adm } = who();
    const tariff = { tahun: 2026, provinsi_kode: "34", satuan: "orang/hari", berlaku_mulai: "2026-01-01" };
    await ask(p1, "PUT", "/referensi/tarif", {
      ...tariff,
      komponen: "uang_harian_rapat_fullboard",
      tarif: 130_000,
      sumber: "SK Rektor 12/2026",
    });
    const entered = await ask<{ id: string }>(adm, "POST", "/pegawai", {
      status: "PihakLain",
      nama: "Nadia Kusuma",
      jabatan: "Narasumber",
      unit_id: institution.units["TI"],
    });
    const guest = entered.body.id;
    const asked = (kategori: string, speakers: readonly string[]) =>
      orderE1(institution, [d1.pegawaiId, guest], {
        kategori,
        etape: [leg("2026-04-20", "2026-04-22", yogyakarta)],
        biaya: {
          transpor: [],
          narasumber_luar: speakers,
          ...(kategori === "biasa" ? { penginapan_per_malam: 0 } : {}),
        },
        unit_id: institution.units["TI"],
      });
    const estimated = async (kategori: string, speakers: readonly string[]) => {
      const id = await draft(op, asked(kategori, speakers));
      const { body } = await ask<{ pelaksana: { total: number }[] }>(op, "GET", `/sppd/${id}`);
      return { id, totals: body.pelaksana.map(({ total }) => total) };
    };
    const { id, totals } = await estimated("rapat_fullboard", [guest]);
    expect(totals).toEqual([390_000, 0]);
    expect((await estimated("rapat_fullboard", [])).totals).toEqual([390_000, 390_000]);
    expect((await estimated("biasa", [guest])).totals).toEqual([1_260_000, 1_260_000]);
    const staff = await ask(op, "POST", "/sppd", asked("rapat_fullboard", [guest, d1.pegawaiId]));
    expect([codeOf(staff), fieldsOf(staff)]).toEqual([
      "422 NARASUMBER_BUKAN_PIHAK_LUAR",
      ["/biaya/narasumber_luar/1 NARASUMBER_BUKAN_PIHAK_LUAR"],
    ]);

    // A copy for others than the speaker is of nobody who speaks.
    const again = { tanggal_berangkat: "2026-05-11", pelaksana: [d1.pegawaiId] };
    expect((await act(op, id, "salin", again)).body).toMatchObject({ status: "draft", total_estimasi: 390_000 });
    await putIn(id, "berjalan");
    const costs = (pegawai_id: string) => saveCosts(op, id, {}, { pegawai_id });
    expect((await costs(guest)).body).toMatchObject({ diakui: 0 });
    expect((await costs(d1.pegawaiId)).body).toMatchObject({ diakui: 390_000 });
  });
});

describe("a trip from another place than the seat of the office", () => {
  it("is paid up to what transport costs from there, and says so on its SPD", async () => {
    const { d1 } = who();
    const asked = (transpor_dari_kedudukan: number) =>
      orderE1(institution, [d1.pegawaiId], {
        biaya: {
          transpor: [{ uraian: "Pesawat Denpasar-Yogyakarta", jumlah: 820_000 }],
          penginapan_per_malam: 0,
          tempat_sah: { alasan: "cuti", transpor_dari_kedudukan },
        },
      });
    expect((await ask(d1, "POST", "/sppd", asked(800_000))).body).toMatchObject({
      code: "MELEBIHI_TEMPAT_KEDUDUKAN",
      diminta: 820_000,
      batas: 800_000,
    });
    const id = await draft(d1, asked(900_000));
    await approveFully(institution, d1, id);
    await issueBoth(institution, id);
    const letters = await ownerRows(
      "select snapshot ->> 'keterangan_lain' as says from dokumen where sppd_id = $1 and jenis = 'spd'",
      [id],
    );
    expect(letters).toEqual([{ says: "Berangkat dari atau kembali ke Tempat Sah (cuti)" }]);
    await putIn(id, "berjalan");
    const bukti = [await receipt(d1, id)];
    const ticket = { uraian: "Pesawat", jumlah: 1_200_000, bukti, catatan: "Kelas yang tersisa" };
    const saved = await saveCosts(d1, id, { transpor: [ticket] });
    expect(saved.body).toMatchObject({ jumlah: 1_200_000 + 3 * 530_000, diakui: 900_000 + 3 * 530_000 });
  });
});
