import { describe, expect, it } from "vitest";
import { akunPerjalanan } from "./akun.ts";
import { JENIS_PERJALANAN, KATEGORI_PERJALANAN } from "./jenis.ts";

describe("the account that pays for a trip", () => {
  it("goes by the kind of trip", () => {
    expect(JENIS_PERJALANAN.map((jenis) => [jenis, akunPerjalanan(jenis, "biasa")])).toEqual([
      ["luar_kota", ["524111"]],
      ["dalam_kota_lebih_8jam", ["524113"]],
      ["dalam_kota_sd_8jam", ["524113"]],
      ["luar_negeri", ["524211", "524219"]],
      ["pindah", ["524111"]],
    ]);
  });

  it.each(["rapat_fullboard", "rapat_fullday", "rapat_halfday"] as const)(
    "is another for a package of meetings: %s",
    (rapat) => {
      expect(akunPerjalanan("luar_kota", rapat)).toEqual(["524119"]);
      expect(akunPerjalanan("dalam_kota_lebih_8jam", rapat)).toEqual(["524114"]);
      expect(akunPerjalanan("dalam_kota_sd_8jam", rapat)).toEqual(["524114"]);
      expect(akunPerjalanan("luar_negeri", rapat)).toEqual(["524211", "524219"]);
    },
  );

  it("is one of travel for every trip that there can be", () => {
    for (const jenis of JENIS_PERJALANAN) {
      for (const kategori of KATEGORI_PERJALANAN) {
        const akun = akunPerjalanan(jenis, kategori);
        expect(akun.length).toBeGreaterThan(0);
        for (const satu of akun) expect(satu).toMatch(/^524\d{3}$/);
      }
    }
  });
});
