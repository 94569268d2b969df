import { describe, expect, it } from "vitest";
import { DAFTAR_GOLONGAN, cariGolongan, tampilkanPangkat } from "./golongan.ts";
import { tentukanKelompokInap, tentukanKelompokRepresentasi, tentukanTingkatBiaya } from "./kesetaraan.ts";

describe("the grades", () => {
  it("are 17 of PNS and 17 of PPPK, each code once", () => {
    expect(DAFTAR_GOLONGAN.filter((g) => g.kelompok === "pns")).toHaveLength(17);
    expect(DAFTAR_GOLONGAN.filter((g) => g.kelompok === "pppk")).toHaveLength(17);
    expect(new Set(DAFTAR_GOLONGAN.map((g) => g.kode)).size).toBe(34);
    expect(cariGolongan("IV/e")?.pangkat).toBe("Pembina Utama");
    expect(cariGolongan("V/a")).toBeUndefined();
  });

  it("are printed as letters print them", () => {
    expect(tampilkanPangkat("III/d")).toBe("Penata Tk. I, III/d");
    expect(tampilkanPangkat("IX")).toBe("Golongan IX");
    expect(tampilkanPangkat(null)).toBeNull();
  });
});

describe("the lodging column", () => {
  it.each([
    ["III/d", null, "eselon_4_gol_3_2_1"],
    ["IV/a", null, "eselon_3_gol_4"],
    ["IV/a", "eselon_4", "eselon_3_gol_4"],
    ["III/d", "eselon_3", "eselon_3_gol_4"],
    ["IV/c", "eselon_2", "eselon_2"],
    ["IV/e", "eselon_1", "pejabat_negara_eselon_1"],
    [null, "pejabat_negara", "pejabat_negara_eselon_1"],
    ["X", null, "eselon_4_gol_3_2_1"],
    ["XIII", null, "eselon_3_gol_4"],
    [null, null, "eselon_4_gol_3_2_1"],
    ["IV", null, "eselon_4_gol_3_2_1"],
  ] as const)("of grade %s in a post equal to %s is %s", (golongan, kesetaraan, kelompok) => {
    expect(tentukanKelompokInap({ golongan, kesetaraan })).toBe(kelompok);
  });
});

describe("travel class and representation", () => {
  it("follow the post, not the grade", () => {
    expect(tentukanTingkatBiaya("eselon_1")).toBe("A");
    expect(tentukanTingkatBiaya("eselon_2")).toBe("B");
    expect(tentukanTingkatBiaya("pejabat_negara")).toBe("B");
    expect(tentukanTingkatBiaya("eselon_3")).toBe("C");
    expect(tentukanTingkatBiaya(null)).toBe("C");
    expect(tentukanKelompokRepresentasi("pejabat_negara")).toBe("pejabat_negara_wamen");
    expect(tentukanKelompokRepresentasi("eselon_2")).toBe("eselon_2");
    expect(tentukanKelompokRepresentasi("eselon_3")).toBeNull();
    expect(tentukanKelompokRepresentasi(null)).toBeNull();
  });
});
