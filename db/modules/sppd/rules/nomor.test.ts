import { describe, expect, it } from "vitest";
import { isiTemplat, periksaTemplat } from "./nomor.ts";
import { vektorNomor } from "./nomor.vektor.ts";

describe("isiTemplat", () => {
  it.each(vektorNomor)("$templat becomes $nomor", ({ templat, isi, nomor }) => {
    expect(periksaTemplat(templat)).toEqual([]);
    expect(isiTemplat(templat, isi)).toBe(nomor);
  });

  it("refuses a template that cannot number letters", () => {
    const isi = { urut: 1, jenis: "st", unit: "FT", kode: "X", tanggal: "2026-04-10" };
    expect(() => isiTemplat("ST/{tahun}", isi)).toThrow("URUT_TIDAK_ADA");
  });

  it("numbers differ whenever the sequence does", () => {
    const isi = { jenis: "st", unit: "FT", kode: "X", tanggal: "2026-04-10" };
    const nomor = Array.from({ length: 1200 }, (_, i) => isiTemplat("{urut:03}/{unit}", { ...isi, urut: i + 1 }));
    expect(new Set(nomor).size).toBe(1200);
  });
});

describe("periksaTemplat", () => {
  it.each([
    ["", ["URUT_TIDAK_ADA"]],
    ["{urutan}/{tahun}", ["TOKEN_TIDAK_DIKENAL"]],
    ["{urut:3}", ["TOKEN_TIDAK_DIKENAL"]],
    ["{urut:012}", ["TOKEN_TIDAK_DIKENAL"]],
    ["{urut}/{constructor}", ["TOKEN_TIDAK_DIKENAL"]],
    ["{urut}/{}", ["TOKEN_TIDAK_DIKENAL"]],
    ["{urut}/{tahun", ["KURUNG_TIDAK_SEIMBANG"]],
    ["{{urut}}", ["KURUNG_TIDAK_SEIMBANG"]],
    [`{urut}${"/".repeat(100)}`, ["TEMPLAT_TERLALU_PANJANG"]],
  ])("finds in %j: %j", (templat, kode) => {
    const ditemukan = periksaTemplat(templat).map((galat) => galat.kode);
    for (const satu of kode) expect(ditemukan).toContain(satu);
  });
});
