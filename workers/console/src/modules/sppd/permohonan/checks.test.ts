import { describe, expect, it } from "vitest";
import { periksa } from "./checks.ts";
import { etapeBaru, isianKosong } from "./isian.ts";

const leg = (asal_kode: string, tujuan_kode: string, berangkat: string, kembali: string) => ({
  ...etapeBaru(),
  asal_kode,
  tujuan_kode,
  berangkat,
  kembali,
});

describe("what is wrong with a trip while it is written", () => {
  it("says nothing before places and days are there, nor of a year that is half typed", () => {
    expect(periksa(isianKosong())).toEqual([]);
    expect(periksa({ ...isianKosong(), etape: [leg("33.74", "31.71", "0002-04-13", "2026-04-15")] })).toEqual([]);
  });

  it("says at which field", () => {
    const isian = { ...isianKosong(), etape: [leg("33.74", "31.71", "2026-04-15", "2026-04-13")] };
    expect(periksa(isian)).toEqual([{ kode: "KEMBALI_SEBELUM_BERANGKAT", pointer: "/etape/0/kembali" }]);
    const near = { ...isianKosong(), etape: [leg("33.74", "33.74", "2026-04-13", "2026-04-13")] };
    expect(periksa(near)).toEqual([{ kode: "JENIS_TIDAK_SESUAI", pointer: "/etape/0/tujuan_kode" }]);
  });

  it("knows the limits of fetching somebody who has died", () => {
    const etape = [leg("33.74", "31.71", "2026-04-13", "2026-04-17")];
    expect(periksa({ ...isianKosong(), kategori: "jenazah", etape, pelaksana: ["a", "b", "c", "d", "e"] })).toEqual([
      { kode: "JENAZAH_TERLALU_LAMA", pointer: "/etape/0/kembali" },
      { kode: "JENAZAH_TERLALU_BANYAK", pointer: "/pelaksana" },
    ]);
  });
});
