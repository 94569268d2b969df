import { beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, draft, tripTo } from "../setup/orders.ts";

let institution: TestInstitution;
let adm: Actor;
let p1: Actor;
let d1: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  [adm, p1, d1] = await Promise.all([institution.actor("ADM"), institution.actor("P1"), institution.actor("D1")]);
});

const close = (actor: Actor, year = 2026) => ask(actor, "POST", `/tahun/${year}/tutup`);
const reopen = (actor: Actor) => ask(actor, "POST", "/tahun/2026/buka", { alasan: "Koreksi atas temuan pemeriksa" });
const budget = (tahun: number) => ({
  tahun,
  unit_id: institution.units["FT"],
  kegiatan: "4471.EBA.995",
  akun: "524111",
  uraian: "Belanja perjalanan dinas",
  pagu: 1_000_000,
});

describe("closing a budget year", () => {
  it("waits for what is open and says what it is; then nothing is committed to it until it is opened again, with a reason", async () => {
    const [mine, late] = [
      await draft(d1, tripTo(institution, d1, "2026-04-20", "2026-04-21")),
      await draft(d1, tripTo(institution, d1, "2026-05-04", "2026-05-05")),
    ];
    expect(codeOf(await act(d1, mine, "ajukan"))).toBe("200");
    expect(codeOf(await close(d1))).toBe("403 TIDAK_BERWENANG");
    const refused = await close(p1);
    expect([codeOf(refused), refused.body["terbuka"]]).toEqual([
      "409 TAHUN_BELUM_SELESAI",
      [{ status: "diajukan", jumlah: 1 }],
    ]);
    expect(codeOf(await act(d1, mine, "tarik"))).toBe("200");
    expect((await close(p1)).body).toEqual({ tahun: 2026, ditutup: true });
    expect(codeOf(await close(p1))).toBe("409 TAHUN_DITUTUP");

    for (const id of [mine, late]) expect(codeOf(await act(d1, id, "ajukan"))).toBe("409 TAHUN_DITUTUP");
    expect(codeOf(await ask(p1, "POST", "/referensi/anggaran", budget(2026)))).toBe("409 TAHUN_DITUTUP");
    const correction = await ask(p1, "PATCH", `/referensi/anggaran/${institution.budgets[1]}`, { pagu: 900_000_000 });
    expect(codeOf(correction)).toBe("409 TAHUN_DITUTUP");
    const prepared = await ask(p1, "POST", "/tahun/2026/siapkan", { anggaran: "salin", tarif: false });
    expect(codeOf(prepared)).toBe("409 TAHUN_DITUTUP");

    expect(codeOf(await reopen(p1))).toBe("403 TIDAK_BERWENANG");
    expect((await reopen(adm)).body).toEqual({ tahun: 2026, ditutup: false });
    expect(codeOf(await reopen(adm))).toBe("409 TAHUN_TIDAK_DITUTUP");
    expect(codeOf(await act(d1, late, "ajukan"))).toBe("200");
    expect((await ask(p1, "GET", "/tahun/2026")).body).toMatchObject({
      ditutup: false,
      akun: 1,
      terbuka: [{ status: "diajukan", jumlah: 1 }],
      jejak: [
        { aksi: "tutup", alasan: null },
        { aksi: "buka", alasan: "Koreksi atas temuan pemeriksa" },
      ],
    });
    expect(codeOf(await act(d1, late, "tarik"))).toBe("200");
  });

  it("and submitting at the same moment: one of them comes first, and the other knows", async () => {
    const days = ["2026-06-01", "2026-06-03", "2026-06-05", "2026-06-08"];
    const ids = await Promise.all(days.map((day) => draft(d1, tripTo(institution, d1, day, day))));
    for (let round = 0; round < 4; round++) {
      const [closed, ...submitted] = await Promise.all([close(p1), ...ids.map((id) => act(d1, id, "ajukan"))]);
      const taken = submitted.filter(({ status }) => status === 200).length;
      const [line] = await ownerRows<{ held: boolean; ditutup: boolean }>(
        "select komitmen > 0 as held, ditutup from anggaran where id = $1",
        [institution.budgets[1]],
      );
      expect(line).toEqual({ held: taken > 0, ditutup: closed?.status === 200 });
      expect([closed?.status, taken > 0]).toEqual(taken > 0 ? [409, true] : [200, false]);
      for (const reply of submitted) expect(["200", "409 TAHUN_DITUTUP"]).toContain(codeOf(reply));
      if (closed?.status === 200) await reopen(adm);
      else for (const id of ids) await act(d1, id, "tarik");
    }
  });
});

describe("preparing a budget year", () => {
  it("brings its partitions, last year's lines with their ceilings or none, and tariffs on request; and says what is missing", async () => {
    const other = await makeInstitution({ today: "2026-04-06" });
    const ppk = await other.actor("P1");
    await ownerRows("delete from anggaran where institution_id = $1 and tahun in (2025, 2027)", [other.id]);
    const prepare = (tahun: number, anggaran: string, tarif = false) =>
      ask(ppk, "POST", `/tahun/${tahun}/siapkan`, { anggaran, tarif });
    const lacking = await prepare(2027, "tidak");
    expect(lacking.body).toMatchObject({
      anggaran: 0,
      tarif: 0,
      kurang: ["ANGGARAN_BELUM_ADA", "TARIF_BELUM_ADA", "HARI_LIBUR_BELUM_ADA"],
    });
    const copied = await prepare(2027, "salin", true);
    expect(copied.body).toMatchObject({ anggaran: 1, kurang: ["HARI_LIBUR_BELUM_ADA"] });
    expect(Number(copied.body["tarif"])).toBeGreaterThan(100);
    expect((await prepare(2027, "salin", true)).body).toMatchObject({ anggaran: 0, tarif: 0 });
    expect((await prepare(2028, "nol")).body).toMatchObject({ anggaran: 1, tarif: 0 });
    const lines = await ownerRows(
      "select tahun, pagu::int, komitmen::int, ditutup from anggaran where institution_id = $1 and tahun > 2026 order by tahun",
      [other.id],
    );
    expect(lines).toEqual([
      { tahun: 2027, pagu: 500_000_000, komitmen: 0, ditutup: false },
      { tahun: 2028, pagu: 0, komitmen: 0, ditutup: false },
    ]);
    expect(codeOf(await prepare(2099, "tidak"))).toBe("422 TAHUN_TERLALU_JAUH");
    expect((await ask(ppk, "GET", "/tahun/2027")).body).toMatchObject({ ditutup: false, akun: 1, pagu: 500_000_000 });
  });
});
