import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hitungEstimasi, susunTarif, type TarifSbm } from "./estimasi.ts";
import type { PerjalananDitaksir } from "./estimasi-baris.ts";
import { tambahHari } from "./tanggal.ts";

const SUMBER = "PMK 32 Tahun 2025";
const GOLONGAN_TIGA = { golongan: "III/d", kesetaraan: null };
const DEKAN = { golongan: "IV/c", kesetaraan: "eselon_2" } as const;

function tarif(provinsi_kode: string, komponen: string, nilai: number, kelompok: string | null = null): TarifSbm {
  return { tahun: 2026, provinsi_kode, komponen, kelompok, tarif: nilai, satuan: "hari", sumber: SUMBER };
}

const TARIF = susunTarif([
  tarif("31", "uang_harian_luar_kota", 530_000),
  tarif("31", "uang_harian_dalam_kota_lebih_8jam", 210_000),
  tarif("31", "uang_harian_diklat", 160_000),
  tarif("31", "penginapan", 730_000, "eselon_4_gol_3_2_1"),
  tarif("31", "penginapan", 2_084_000, "eselon_2"),
  tarif("31", "representasi_luar_kota", 150_000, "eselon_2"),
  tarif("31", "taksi", 250_000),
  tarif("32", "uang_harian_luar_kota", 430_000),
  tarif("32", "penginapan", 735_000, "eselon_4_gol_3_2_1"),
  tarif("33", "uang_harian_luar_kota", 370_000),
  tarif("33", "uang_harian_dalam_kota_lebih_8jam", 150_000),
  tarif("33", "penginapan", 810_000, "eselon_4_gol_3_2_1"),
  tarif("33", "taksi", 105_000),
]);

type EtapeUji = PerjalananDitaksir["etape"][number];

function etape(tujuan_kode: string, berangkat: string, kembali: string): EtapeUji {
  return { asal_kode: "33.74", tujuan_kode, tempat: "tempat", berangkat, kembali, alat_angkut: "kereta_api" };
}

function perjalanan(ganti: Partial<PerjalananDitaksir> = {}): PerjalananDitaksir {
  return {
    jenis_perjalanan: "luar_kota",
    kategori: "biasa",
    tahun_anggaran: 2026,
    etape: [etape("31.71", "2026-04-13", "2026-04-15")],
    biaya: { transpor: [], taksi: [] },
    ...ganti,
  };
}

function taksir(
  ganti: Partial<PerjalananDitaksir> = {},
  kedudukan: Parameters<typeof hitungEstimasi>[0]["kedudukan"] = GOLONGAN_TIGA,
) {
  return hitungEstimasi({ permohonan: perjalanan(ganti), kedudukan, tarif: TARIF });
}

/** Rows of one component as `quantity × rate`. */
function ringkas(hasil: ReturnType<typeof taksir>, komponen: string): string[] {
  if (!hasil.ok) throw new Error(hasil.kode);
  return hasil.baris.filter((b) => b.komponen === komponen).map((b) => `${b.uraian}: ${b.kuantitas} × ${b.tarif}`);
}

describe("hitungEstimasi", () => {
  it("comes to 4.340.000 for three days from Semarang to Jakarta, row by row", () => {
    const hasil = taksir({
      biaya: {
        transpor: [{ uraian: "Kereta api Semarang–Jakarta PP", jumlah: 820_000 }],
        penginapan_per_malam: 700_000,
        taksi: [
          { provinsi_kode: "33", kali: 2 },
          { provinsi_kode: "31", kali: 2, tarif: 160_000 },
        ],
      },
    });
    expect(hasil).toEqual({
      ok: true,
      total: 4_340_000,
      baris: [
        {
          komponen: "transpor",
          uraian: "Kereta api Semarang–Jakarta PP",
          kuantitas: 1,
          satuan: "kali",
          tarif: 820_000,
          jumlah: 820_000,
          sumber: "isian pemohon",
        },
        {
          komponen: "taksi",
          uraian: "Taksi Jawa Tengah",
          kuantitas: 2,
          satuan: "kali",
          tarif: 105_000,
          jumlah: 210_000,
          sumber: SUMBER,
        },
        {
          komponen: "taksi",
          uraian: "Taksi DKI Jakarta",
          kuantitas: 2,
          satuan: "kali",
          tarif: 160_000,
          jumlah: 320_000,
          sumber: "isian pemohon",
        },
        {
          komponen: "uang_harian",
          uraian: "Uang harian DKI Jakarta",
          kuantitas: 3,
          satuan: "hari",
          tarif: 530_000,
          jumlah: 1_590_000,
          sumber: SUMBER,
        },
        {
          komponen: "penginapan",
          uraian: "Penginapan DKI Jakarta",
          kuantitas: 2,
          satuan: "malam",
          tarif: 700_000,
          jumlah: 1_400_000,
          sumber: "isian pemohon",
        },
      ],
    });
  });

  it("pays each day at the rate of the province of its night, the day of moving on once", () => {
    const hasil = taksir({
      etape: [etape("31.71", "2026-04-13", "2026-04-15"), etape("32.73", "2026-04-15", "2026-04-17")],
    });
    expect(ringkas(hasil, "uang_harian")).toEqual([
      "Uang harian DKI Jakarta: 2 × 530000",
      "Uang harian Jawa Barat: 3 × 430000",
    ]);
    expect(ringkas(hasil, "penginapan")).toEqual([
      "Penginapan DKI Jakarta: 2 × 730000",
      "Penginapan Jawa Barat: 2 × 735000",
    ]);
  });

  it("does not let a leg home on the last day lower that day's rate", () => {
    const hasil = taksir({
      etape: [etape("31.71", "2026-04-13", "2026-04-15"), etape("33.74", "2026-04-15", "2026-04-15")],
    });
    expect(ringkas(hasil, "uang_harian")).toEqual(["Uang harian DKI Jakarta: 3 × 530000"]);
  });

  it("pays the same per day to every rank; rank decides lodging and representation", () => {
    const dekan = taksir({}, DEKAN);
    expect(ringkas(dekan, "uang_harian")).toEqual(ringkas(taksir(), "uang_harian"));
    expect(ringkas(dekan, "penginapan")).toEqual(["Penginapan DKI Jakarta: 2 × 2084000"]);
    expect(ringkas(dekan, "representasi")).toEqual(["Uang representasi DKI Jakarta: 3 × 150000"]);
    expect(ringkas(taksir(), "representasi")).toEqual([]);
  });

  it("pays less in town, nothing up to 8 hours, and no lodging there unless asked for", () => {
    const diSemarang = { etape: [etape("33.74", "2026-04-13", "2026-04-14")] };
    const lama = taksir({ ...diSemarang, jenis_perjalanan: "dalam_kota_lebih_8jam" });
    expect(lama).toMatchObject({ ok: true, total: 300_000 });
    expect(taksir({ ...diSemarang, jenis_perjalanan: "dalam_kota_sd_8jam" })).toEqual({
      ok: true,
      baris: [],
      total: 0,
    });
    const menginap = taksir({
      ...diSemarang,
      jenis_perjalanan: "dalam_kota_lebih_8jam",
      biaya: { transpor: [], taksi: [], penginapan_per_malam: 500_000 },
    });
    expect(ringkas(menginap, "penginapan")).toEqual(["Penginapan Jawa Tengah: 1 × 500000"]);
  });

  it("pays training days between arrival and departure at the training rate, and no lodging unless asked for", () => {
    const hasil = taksir({ kategori: "diklat", etape: [etape("31.71", "2026-04-13", "2026-04-17")] });
    expect(ringkas(hasil, "uang_harian")).toEqual([
      "Uang harian DKI Jakarta: 2 × 530000",
      "Uang harian diklat DKI Jakarta: 3 × 160000",
    ]);
    expect(ringkas(hasil, "penginapan")).toEqual([]);
    const menginap = { transpor: [], taksi: [], penginapan_per_malam: 500_000 };
    expect(ringkas(taksir({ kategori: "diklat", biaya: menginap }), "penginapan")).toEqual([
      "Penginapan DKI Jakarta: 2 × 500000",
    ]);
  });

  it("refuses lodging above the ceiling, naming it, in whichever province it is lowest", () => {
    const biaya = { transpor: [], taksi: [], penginapan_per_malam: 735_000 };
    expect(taksir({ biaya })).toEqual({
      ok: false,
      kode: "MELEBIHI_PAGU_SBM",
      nilai: { komponen: "penginapan", provinsi: "DKI Jakarta", pagu: 730_000 },
    });
    expect(taksir({ biaya, etape: [etape("32.73", "2026-04-13", "2026-04-15")] })).toMatchObject({ ok: true });
  });

  it.each([
    [{ etape: [etape("51.71", "2026-04-13", "2026-04-15")] }, "uang_harian_luar_kota", "Bali", 2026],
    [{ tahun_anggaran: 2027 }, "uang_harian_luar_kota", "DKI Jakarta", 2027],
    [{ kategori: "rapat_fullboard" as const }, "uang_harian_rapat_fullboard", "DKI Jakarta", 2026],
    [{ jenis_perjalanan: "luar_negeri" as const }, "uang_harian_luar_negeri", "DKI Jakarta", 2026],
    [{ biaya: { transpor: [], taksi: [{ provinsi_kode: "96", kali: 1 }] } }, "taksi", "Papua Barat Daya", 2026],
  ])("guesses nothing where the table has no figure: %j", (ganti, komponen, provinsi, tahun) => {
    expect(taksir(ganti)).toEqual({ ok: false, kode: "TARIF_TIDAK_ADA", nilai: { komponen, provinsi, tahun } });
  });

  it("is whole rupiah, never negative, its rows add up, and a longer trip never costs less", () => {
    const kode = fc.constantFrom("31.71", "32.73", "33.74");
    const lama = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(kode, lama), { minLength: 1, maxLength: 5 }),
        fc.option(fc.nat(730_000)),
        fc.nat(30),
        (jalan, malam, tambahan) => {
          const susun = (ekstra: number) => {
            let tanggal = "2026-01-05";
            return jalan.map(([tujuan, hari], i) => {
              const berangkat = tanggal;
              tanggal = tambahHari(tanggal, hari + (i === jalan.length - 1 ? ekstra : 0));
              return etape(tujuan, berangkat, tanggal);
            });
          };
          const biaya = {
            transpor: [{ uraian: "Tiket", jumlah: 1 }],
            taksi: [],
            ...(malam === null ? {} : { penginapan_per_malam: malam }),
          };
          const pendek = taksir({ etape: susun(0), biaya });
          const panjang = taksir({ etape: susun(tambahan), biaya });
          if (!pendek.ok || !panjang.ok) throw new Error("every tariff of this test is in the table");
          expect(panjang.total).toBeGreaterThanOrEqual(pendek.total);
          for (const { jumlah, kuantitas, tarif: satu } of pendek.baris) {
            expect(Number.isSafeInteger(jumlah) && jumlah >= 0 && kuantitas > 0).toBe(true);
            expect(jumlah).toBe(kuantitas * satu);
          }
          expect(pendek.baris.reduce((jumlah, b) => jumlah + b.jumlah, 0)).toBe(pendek.total);
        },
      ),
    );
  });
});
