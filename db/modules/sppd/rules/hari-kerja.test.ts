import { describe, expect, it } from "vitest";
import { adalahHariKerja, hitungTenggat } from "./hari-kerja.ts";

const LIBUR_MARET = ["2026-03-18", "2026-03-19", "2026-03-20", "2026-03-23", "2026-03-24"];

describe("hitungTenggat", () => {
  it("gives five working days after a return on Thursday 12 March 2026, holidays skipped", () => {
    expect(hitungTenggat("2026-03-12", new Set(LIBUR_MARET))).toBe("2026-03-26");
  });

  it("comes a day sooner when a holiday is taken out of the list", () => {
    expect(hitungTenggat("2026-03-12", new Set(LIBUR_MARET.slice(1)))).toBe("2026-03-25");
  });

  it("never counts the day of return or a weekend", () => {
    expect(hitungTenggat("2026-04-13", new Set())).toBe("2026-04-20");
    expect(hitungTenggat("2026-04-18", new Set(), 1)).toBe("2026-04-20");
  });

  it("refuses a deadline of no days", () => {
    expect(() => hitungTenggat("2026-04-13", new Set(), 0)).toThrow(RangeError);
    expect(() => hitungTenggat("kemarin", new Set())).toThrow(RangeError);
  });
});

describe("adalahHariKerja", () => {
  it("is false on Saturday, Sunday and holidays", () => {
    expect(adalahHariKerja("2026-04-17", new Set())).toBe(true);
    expect(adalahHariKerja("2026-04-18", new Set())).toBe(false);
    expect(adalahHariKerja("2026-04-19", new Set())).toBe(false);
    expect(adalahHariKerja("2026-05-01", new Set(["2026-05-01"]))).toBe(false);
  });
});
