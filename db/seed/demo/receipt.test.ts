import { describe, expect, it } from "vitest";
import { bacaPdf, gabungTeks } from "../../../test/setup/baca-dokumen.ts";
import { describeReceipt, printReceipt } from "./receipt.ts";

describe("a receipt of the demo", () => {
  it("is a PDF that says what it was given, whatever letters it has", async () => {
    const bytes = printReceipt(["Rapat (luring) \\ daring", "Ratna – Wulandari"]);
    expect((await bacaPdf(bytes.slice())).map(gabungTeks).join(" ")).toMatch(
      /KUITANSI \(CONTOH\)\s*Rapat \(luring\) \\ daring\s*Ratna\s+Wulandari/,
    );
    expect(await describeReceipt(bytes)).toMatchObject({ tipe: "application/pdf", ukuran: bytes.length });
  });
});
