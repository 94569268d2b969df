import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  adalahTanggal,
  formatLama,
  formatRentang,
  formatTanggal,
  hitungHari,
  hitungMalam,
  tambahHari,
} from "./tanggal.ts";

describe("days and nights of a trip", () => {
  it("counts the day of departure and the day of return", () => {
    expect(hitungHari("2026-04-13", "2026-04-15")).toBe(3);
    expect(hitungMalam("2026-04-13", "2026-04-15")).toBe(2);
    expect(hitungHari("2026-04-13", "2026-04-13")).toBe(1);
    expect(hitungMalam("2026-04-13", "2026-04-13")).toBe(0);
  });

  it("crosses leap days and years", () => {
    expect(hitungHari("2028-02-28", "2028-03-01")).toBe(3);
    expect(hitungHari("2026-12-30", "2027-01-02")).toBe(4);
  });

  it("refuses a return before the departure and dates that do not exist", () => {
    expect(() => hitungHari("2026-04-15", "2026-04-13")).toThrow(RangeError);
    expect(() => hitungHari("2026-02-29", "2026-03-01")).toThrow(RangeError);
    expect(() => hitungHari("13-04-2026", "2026-04-15")).toThrow(RangeError);
  });

  it("agrees with adding days", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 800 }), (mulai, lama) => {
        const berangkat = tambahHari("1970-01-01", mulai);
        expect(hitungHari(berangkat, tambahHari(berangkat, lama))).toBe(lama + 1);
      }),
    );
  });
});

describe("adalahTanggal", () => {
  it.each([
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-4-1",
    "2026-04-13T00:00:00Z",
    "",
    " 2026-04-13",
  ])("%j is no date", (teks) => {
    expect(adalahTanggal(teks)).toBe(false);
  });

  it("knows leap days and early years", () => {
    expect(adalahTanggal("2028-02-29")).toBe(true);
    expect(adalahTanggal("0085-03-12")).toBe(true);
  });
});

describe("dates in words", () => {
  it("writes a date as letters do", () => {
    expect(formatTanggal("2026-04-13")).toBe("13 April 2026");
    expect(formatTanggal("2026-08-01")).toBe("1 Agustus 2026");
  });

  it.each([
    ["2026-04-13", "2026-04-13", "13 April 2026"],
    ["2026-09-10", "2026-09-13", "10 s.d. 13 September 2026"],
    ["2026-04-30", "2026-05-02", "30 April s.d. 2 Mei 2026"],
    ["2026-12-30", "2027-01-02", "30 Desember 2026 s.d. 2 Januari 2027"],
    ["2026-04-13", "2027-04-13", "13 April 2026 s.d. 13 April 2027"],
  ])("writes %s to %s as %s", (dari, sampai, teks) => {
    expect(formatRentang(dari, sampai)).toBe(teks);
  });

  it("refuses a range that runs backwards", () => {
    expect(() => formatRentang("2026-04-15", "2026-04-13")).toThrow(RangeError);
  });

  it("says a duration in digits and words", () => {
    expect(formatLama(3)).toBe("3 (tiga) hari");
    expect(formatLama(11)).toBe("11 (sebelas) hari");
  });
});
