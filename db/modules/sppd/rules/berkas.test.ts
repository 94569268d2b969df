import { describe, expect, it } from "vitest";
import { jenisBerkasPada } from "./berkas.ts";

describe("an order takes", () => {
  it("no file before its letters, and none once it is settled", () => {
    for (const status of ["draft", "diajukan", "disetujui", "pertanggungjawaban", "selesai", "dibatalkan"] as const) {
      expect([status, jenisBerkasPada(status)]).toEqual([status, []]);
    }
  });

  it("receipts as soon as something was bought, statements of cancellation until departure, and the rest on the way", () => {
    expect(jenisBerkasPada("spd_terbit")).toEqual(["bukti", "scan_st", "pembatalan"]);
    expect(jenisBerkasPada("berjalan")).toEqual(["bukti", "scan_st", "visum", "lampiran_laporan", "foto"]);
    expect(jenisBerkasPada("menunggu_laporan")).toEqual(jenisBerkasPada("berjalan"));
  });
});
