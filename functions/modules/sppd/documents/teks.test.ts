import { describe, expect, it } from "vitest";
import { bersihkan, bersihkanTeks } from "./teks.ts";

describe("text on its way to paper", () => {
  it("loses control characters, reading-direction marks, broken surrogates and what XML refuses", () => {
    expect(bersihkanTeks("A\u0000B\u001bC\u202eD\u200fE\ufeffF\ud800G\uffffH\u00adI")).toBe("ABCDEFGHI");
  });

  it("becomes one line with single blanks", () => {
    expect(bersihkanTeks("  Kota\r\n\tSemarang \u00a0 Barat ")).toBe("Kota Semarang Barat");
  });

  it("keeps what people are called: apostrophes, accents, other scripts, emoji", () => {
    expect(bersihkanTeks("D'Arcy & <Ibu> José שלום 😀")).toBe("D'Arcy & <Ibu> José שלום 😀");
    expect(bersihkanTeks("Jose\u0301")).toBe("José");
  });

  it("is cleaned at every depth, and nothing else changes", () => {
    expect(bersihkan({ a: ["x\u0007", null, 3], b: { c: "\ty" } })).toEqual({ a: ["x", null, 3], b: { c: "y" } });
  });
});
