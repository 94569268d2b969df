import { expect, it } from "vitest";
import type { Config } from "../../core/env.ts";
import { hashRecoveryCode, isRecoveryCode, newRecoveryCodes } from "./recovery-codes.ts";

const config = { FIELD_KEYS: { current: "k1", keys: { k1: "a".repeat(44) } } } as unknown as Config;
const owner = { institutionId: "i", userId: "u" };

it("makes ten codes, each another, and knows one however it is written, as this person's only", async () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[0-9a-z]{5}-[0-9a-z]{5}$/);
  const [code = ""] = codes;
  const hashes = await hashRecoveryCode(config, owner, code);
  for (const written of [code.toUpperCase(), ` ${code.replace("-", "")} `, code.replace("-", " ")]) {
    expect(isRecoveryCode(written)).toBe(true);
    expect(await hashRecoveryCode(config, owner, written)).toEqual(hashes);
  }
  expect(await hashRecoveryCode(config, { ...owner, userId: "v" }, code)).not.toEqual(hashes);
  expect(isRecoveryCode("123456")).toBe(false);
});
