import { describe, expect, it } from "vitest";
import { periksaJenazah } from "./jenazah.ts";

const orang = ["a", "b", "c", "d", "e"];

function periksa(kategori: "jenazah" | "biasa", kembali: string, banyak: number) {
  const pulang = { asal_kode: "31.71", tujuan_kode: "33.74", berangkat: kembali, kembali };
  const pergi = { asal_kode: "33.74", tujuan_kode: "31.71", berangkat: "2026-04-30", kembali };
  return periksaJenazah({ kategori, etape: [pergi, pulang], pelaksana: orang.slice(0, banyak) });
}

describe("a trip to fetch or accompany somebody who has died", () => {
  it("takes three days, both ends counted, and four people, and not one more", () => {
    expect(periksa("jenazah", "2026-05-02", 4)).toEqual([]);
    expect(periksa("jenazah", "2026-05-03", 4)).toEqual([
      { kode: "JENAZAH_TERLALU_LAMA", kolom: ["etape", 1, "kembali"] },
    ]);
    expect(periksa("jenazah", "2026-05-02", 5)).toEqual([{ kode: "JENAZAH_TERLALU_BANYAK", kolom: ["pelaksana"] }]);
    expect(periksa("jenazah", "2026-06-03", 5)).toHaveLength(2);
  });

  it("is the only one with these limits", () => {
    expect(periksa("biasa", "2026-05-20", 5)).toEqual([]);
    expect(periksaJenazah({ kategori: "jenazah", etape: [], pelaksana: orang })).toEqual([]);
  });
});
