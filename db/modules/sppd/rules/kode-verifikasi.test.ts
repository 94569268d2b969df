import { describe, expect, it } from "vitest";
import { bacaKode, kelompokkanKode, rapikanKode } from "./kode-verifikasi.ts";

describe("a verification code", () => {
  it("is read the way people write it", () => {
    expect(bacaKode("7KQ2M9XWTR4HB0V1")).toBe("7KQ2M9XWTR4HB0V1");
    expect(bacaKode(" 7kq2-m9xw tr4h–b0v1\n")).toBe("7KQ2M9XWTR4HB0V1");
  });

  it("takes O for zero, and I and L for one, which no code contains", () => {
    expect(bacaKode("7KQ2M9XWTR4HBoVi")).toBe("7KQ2M9XWTR4HB0V1");
    expect(bacaKode("7KQ2M9XWTR4HBOVl")).toBe("7KQ2M9XWTR4HB0V1");
  });

  it.each([
    "",
    "7KQ2M9XWTR4HB0V",
    "7KQ2M9XWTR4HB0V12",
    "UKQ2M9XWTR4HB0V1",
    "7KQ2M9XWTR4HB0V'",
    "７KQ2M9XWTR4HB0V1",
    "%00".repeat(6),
  ])("cannot be %j", (text) => {
    expect(bacaKode(text)).toBeNull();
  });

  it("stays short however much is written", () => {
    expect(rapikanKode("A".repeat(1_000_000))).toHaveLength(64);
  });

  it("is shown in groups of four", () => {
    expect(kelompokkanKode("7KQ2M9XWTR4HB0V1")).toBe("7KQ2-M9XW-TR4H-B0V1");
    expect(kelompokkanKode("7KQ2M")).toBe("7KQ2-M");
    expect(kelompokkanKode("")).toBe("");
  });
});
