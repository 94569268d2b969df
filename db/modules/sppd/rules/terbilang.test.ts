import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRupiah, terbilang, terbilangRupiah } from "./terbilang.ts";

const SATUAN = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
const SKALA: [string, number][] = [
  ["triliun", 1e12],
  ["miliar", 1e9],
  ["juta", 1e6],
  ["ribu", 1e3],
  ["ratus", 100],
  ["puluh", 10],
];

/** An independent reading of the words back to a number, so that the library is not its own judge. */
function bacaKembali(kata: string): number {
  const suku = kata
    .replace(/\bse(puluh|ratus|ribu)\b/g, "satu $1")
    .replace(/\bsebelas\b/g, "satu belas")
    .split(" ");
  const baca = (bagian: string[]): number => {
    for (const [nama, kali] of SKALA) {
      const letak = bagian.lastIndexOf(nama);
      if (letak >= 0) {
        return baca(bagian.slice(0, letak)) * kali + baca(bagian.slice(letak + 1));
      }
    }
    if (bagian.at(-1) === "belas") {
      return 10 + baca(bagian.slice(0, -1));
    }
    if (bagian.length === 0) {
      return 0;
    }
    expect(bagian).toHaveLength(1);
    return SATUAN.indexOf(bagian[0] ?? "");
  };
  return baca(suku);
}

describe("terbilang", () => {
  it.each([
    [0, "nol"],
    [1, "satu"],
    [3, "tiga"],
    [10, "sepuluh"],
    [11, "sebelas"],
    [15, "lima belas"],
    [20, "dua puluh"],
    [21, "dua puluh satu"],
    [100, "seratus"],
    [111, "seratus sebelas"],
    [1000, "seribu"],
    [1001, "seribu satu"],
    [1100, "seribu seratus"],
    [2000, "dua ribu"],
    [11_000, "sebelas ribu"],
    [101_000, "seratus satu ribu"],
    [1_000_000, "satu juta"],
    [1_001_000, "satu juta seribu"],
    [1_000_000_000, "satu miliar"],
    [1_000_000_000_000, "satu triliun"],
  ])("%i is read as %s", (nilai, kata) => {
    expect(terbilang(nilai)).toBe(kata);
  });

  it("can be read back to the same number anywhere up to 999 triliun", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 0, max: 2_000_000 }), fc.maxSafeInteger()), (bilangan) => {
        const nilai = Math.abs(bilangan) % 1_000_000_000_000_000;
        const kata = terbilang(nilai);
        expect(bacaKembali(kata)).toBe(nilai);
        expect(kata).not.toMatch(/milyar|satu (puluh|ratus) |\s{2}|^\s|\s$/);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e15])("refuses %s", (nilai) => {
    expect(() => terbilang(nilai)).toThrow(RangeError);
    expect(() => formatRupiah(nilai)).toThrow(RangeError);
  });
});

describe("terbilangRupiah", () => {
  it("capitalises every word, as a receipt does", () => {
    expect(terbilangRupiah(4_340_000)).toBe("Empat Juta Tiga Ratus Empat Puluh Ribu Rupiah");
    expect(terbilangRupiah(1_221_000)).toBe("Satu Juta Dua Ratus Dua Puluh Satu Ribu Rupiah");
    expect(terbilangRupiah(0)).toBe("Nol Rupiah");
  });
});

describe("formatRupiah", () => {
  it.each([
    [0, "Rp0"],
    [999, "Rp999"],
    [1000, "Rp1.000"],
    [4_340_000, "Rp4.340.000"],
    [100_000_000, "Rp100.000.000"],
  ])("writes %i as %s", (nilai, teks) => {
    expect(formatRupiah(nilai)).toBe(teks);
  });
});
