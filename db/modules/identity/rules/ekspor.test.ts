import { describe, expect, it } from "vitest";
import { jenisPengenal } from "./pengenal.ts";
import { barisCsv, kepalaEkspor, selEkspor } from "./ekspor.ts";
import { kolomImpor } from "./kolom-impor.ts";

describe("a row of CSV", () => {
  it("quotes what would end a cell, and disarms what a spreadsheet would run", () => {
    expect(barisCsv(["a", "b;c", 'd"e', "f\ng", " h "])).toBe('a;"b;c";"d""e";"f\ng";" h "\r\n');
    expect(barisCsv(["=1+1", "+62", "-1", "@x", "\tx", "\rx", "x=1", "0012"])).toBe(
      `'=1+1;'+62;'-1;'@x;'\tx;"'\rx";x=1;0012\r\n`,
    );
  });
});

describe("an export", () => {
  it("calls names as an import calls them, and has a cell for each heading", () => {
    for (const jenis of jenisPengenal) expect(kepalaEkspor).toContain(kolomImpor[jenis].kepala);
    const orang = {
      id: "1",
      nama: "A",
      pengenal: { nim: "0012" },
      telepon: "+6281234567890",
      peran: ["dosen (TI)", "kaprodi (TI)"],
      aktif: false,
      terakhir_masuk: "",
      dibuat: "2026-04-06 10:00",
    };
    const sel = selEkspor(orang);
    expect(sel).toHaveLength(kepalaEkspor.length);
    expect(sel[kepalaEkspor.indexOf("NIM")]).toBe("0012");
    expect(sel[kepalaEkspor.indexOf(kolomImpor.telepon.kepala)]).toBe("+6281234567890");
    expect(sel.slice(-4)).toEqual(["dosen (TI); kaprodi (TI)", "nonaktif", "", "2026-04-06 10:00"]);
  });
});
