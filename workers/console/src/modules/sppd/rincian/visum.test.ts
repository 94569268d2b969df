import { describe, expect, it } from "vitest";
import { emptyBox, typedOf, writtenOf } from "./visum.ts";

describe("a box of the visum", () => {
  it("comes back as it was written, without what nobody wrote", () => {
    const stamp = {
      tiba: { di: "Jakarta", tanggal: "2026-04-13", pejabat: "Kepala TU" },
      berangkat: { dari: "Jakarta", ke: "Semarang", tanggal: "2026-04-15" },
    };
    expect(writtenOf(typedOf(stamp))).toEqual(stamp);
  });

  it("has no arrival when nobody came, and none that is only a suggested place", () => {
    expect(writtenOf({ ...emptyBox(), di: "Jakarta" })).toEqual({});
    expect(writtenOf({ ...emptyBox(), dari: " Semarang ", ke: "Jakarta", hari_berangkat: "2026-04-13" })).toEqual({
      berangkat: { dari: "Semarang", ke: "Jakarta", tanggal: "2026-04-13" },
    });
  });
});
