import { huruf } from "#huruf";
import { describe, expect, it } from "vitest";
import { denganLebarTetap } from "./lebar-huruf.ts";

function namaTabel(berkas: Uint8Array): string[] {
  const jumlah = new DataView(berkas.buffer, berkas.byteOffset).getUint16(4);
  return Array.from({ length: jumlah }, (_, urut) =>
    String.fromCharCode(...berkas.subarray(12 + urut * 16, 16 + urut * 16)),
  );
}

describe("the letters of the documents", () => {
  it("lose what depends on their neighbours and keep what draws them", () => {
    const semula = namaTabel(huruf.biasa);
    const hasil = namaTabel(denganLebarTetap(huruf.biasa));
    expect(semula).toContain("GPOS");
    expect(hasil.filter((nama) => ["GPOS", "kern"].includes(nama))).toEqual([]);
    expect(hasil).toEqual(expect.arrayContaining(["GSUB", "cmap", "glyf", "head", "hmtx", "loca"]));
    expect(namaTabel(huruf.biasa)).toEqual(semula);
  });
});
