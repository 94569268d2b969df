import { describe, expect, it } from "vitest";
import { bacaQr } from "../../../../test/setup/baca-dokumen.ts";
import { gambarQr } from "./qr.ts";

describe("the QR code", { timeout: 30_000 }, () => {
  it.each(["https://serambi.example/verify/K7QM4XPA92TD", `https://serambi.example/${"panjang/".repeat(20)}`])(
    "reads back as %s",
    async (alamat) => {
      expect(await bacaQr(gambarQr(alamat))).toBe(alamat);
    },
  );
});
