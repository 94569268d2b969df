import { describe, expect, it } from "vitest";
import { codeOf, newTotpSecret, otpauthUri, stepAt, stepOfCode } from "./totp.ts";

/** "12345678901234567890", the secret of RFC 6238's test vectors, in base32. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("a time-based code", () => {
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("is what RFC 6238 says it is at second %i (its eight digits, the last six)", async (second, code) => {
    expect(await codeOf(secret, stepAt(second * 1000))).toBe(code);
  });

  it("counts for its half minute and for the one before and after, and not beyond", async () => {
    const now = 1_700_000_000_000;
    const step = stepAt(now);
    const told = [];
    for (const away of [-2, -1, 0, 1, 2]) told.push(await stepOfCode(secret, await codeOf(secret, step + away), now));
    expect(told).toEqual([null, step - 1, step, step + 1, null]);
    expect(await stepOfCode(secret, "28708", now)).toBeNull();
  });

  it("comes of a secret of 160 bits that nobody else has, told to the app with its institution's name", () => {
    const made = newTotpSecret();
    expect(made).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(made);
    const uri = new URL(otpauthUri(made, { issuer: "Universitas A & B", name: "ratna.w" }));
    expect([uri.protocol, uri.searchParams.get("secret"), uri.searchParams.get("issuer")]).toEqual([
      "otpauth:",
      made,
      "Universitas A & B",
    ]);
  });
});
