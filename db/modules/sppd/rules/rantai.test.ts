import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JENIS_PERJALANAN } from "./jenis.ts";
import { bolehMemutus, RANTAI_BAWAAN, susunRantai } from "./rantai.ts";
import { vektorRantai } from "./rantai.vektor.ts";

describe("susunRantai", () => {
  it.each(vektorRantai)("$jenis of $total by level $levelPemohon goes to $rantai", ({ rantai, ...masukan }) => {
    expect(susunRantai({ ...masukan, aturan: RANTAI_BAWAAN })).toEqual(rantai);
  });

  it("goes up where a small office lacks the level that the kind of trip needs", () => {
    const aturan = [
      { level: 2, jabatan: ["kabag"], batas: 5_000_000 },
      { level: 5, jabatan: ["direktur"], batas: null },
    ];
    expect(susunRantai({ aturan, jenis: "luar_kota", total: 1_000_000, levelPemohon: null })).toEqual([2, 5]);
  });

  it("is nothing where the levels leave nobody to approve", () => {
    expect(susunRantai({ aturan: [], jenis: "luar_kota", total: 1, levelPemohon: null })).toBeNull();
    const satu = [{ level: 2, jabatan: ["kabag"], batas: null }];
    expect(susunRantai({ aturan: satu, jenis: "luar_kota", total: 1, levelPemohon: 2 })).toBeNull();
  });

  it("never asks a level that the applicant holds, rises, and ends where the amount may be approved", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...JENIS_PERJALANAN),
        fc.nat(200_000_000),
        fc.constantFrom(null, 2, 3, 4, 5, 6),
        (jenis, total, levelPemohon) => {
          const rantai = susunRantai({ aturan: RANTAI_BAWAAN, jenis, total, levelPemohon }) ?? [];
          expect(rantai).not.toContain(levelPemohon);
          expect(rantai).toEqual([...new Set(rantai)].toSorted((a, b) => a - b));
          if (levelPemohon !== 6) {
            const batas = RANTAI_BAWAAN.find(({ level }) => level === rantai.at(-1))?.batas ?? Infinity;
            expect(batas).toBeGreaterThanOrEqual(total);
          }
        },
      ),
    );
  });
});

describe("bolehMemutus", () => {
  const DUA_LANGKAH = { rantai: [2, 4], total: 21_000_000 };

  it("lets an earlier level endorse what it could not approve", () => {
    expect(bolehMemutus({ ...DUA_LANGKAH, level: 2, langkah: 0, batas: 5_000_000 })).toBe("ok");
    expect(bolehMemutus({ ...DUA_LANGKAH, level: 4, langkah: 1, batas: 50_000_000 })).toBe("ok");
  });

  it("never gives the last word to a limit below the amount", () => {
    expect(bolehMemutus({ ...DUA_LANGKAH, level: 3, langkah: 1, batas: 20_000_000 })).toBe("MELEBIHI_BATAS_NOMINAL");
    expect(bolehMemutus({ level: 3, langkah: 0, rantai: [3], total: 20_000_001, batas: 20_000_000 })).toBe(
      "MELEBIHI_BATAS_NOMINAL",
    );
    expect(bolehMemutus({ level: 3, langkah: 0, rantai: [3], total: 20_000_000, batas: 20_000_000 })).toBe("ok");
    expect(bolehMemutus({ level: 6, langkah: 0, rantai: [6], total: 999_000_000, batas: null })).toBe("ok");
  });

  it("keeps the turns", () => {
    expect(bolehMemutus({ rantai: [2, 4], total: 1, level: 4, langkah: 0, batas: 50_000_000 })).toBe("BUKAN_GILIRAN");
    expect(bolehMemutus({ rantai: [2, 4], total: 1, level: 2, langkah: 1, batas: 5_000_000 })).toBe("BUKAN_GILIRAN");
    expect(bolehMemutus({ rantai: [2, 4], total: 1, level: 4, langkah: 2, batas: null })).toBe("BUKAN_GILIRAN");
  });
});
