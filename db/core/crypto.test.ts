import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64Url, hashField, isSigned, openField, sealField, sha256Hex, sign, toBase64Url } from "./crypto.ts";
import type { Config } from "./env.ts";

const key = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
const keys = { k1: key(), k2: key() };
const config = (current: keyof typeof keys) => ({ FIELD_KEYS: { current, keys } }) as unknown as Config;

describe("a sealed field", () => {
  it("opens to what was sealed, whatever it was, and never seals alike", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        const [one, other] = [
          await sealField(config("k1"), "pegawai.rekening", text),
          await sealField(config("k1"), "pegawai.rekening", text),
        ];
        expect(one).not.toBe(other);
        expect(await openField(config("k1"), "pegawai.rekening", one)).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  it("still opens after the current key has changed, and says under which it was sealed", async () => {
    const sealed = await sealField(config("k1"), "pegawai.rekening", "0123456789");
    expect(sealed).toMatch(/^v1\.k1\./);
    expect(await openField(config("k2"), "pegawai.rekening", sealed)).toBe("0123456789");
  });

  it("does not open elsewhere than where it belongs, nor altered, nor under a key that is gone", async () => {
    const sealed = await sealField(config("k1"), "pegawai.rekening", "0123456789");
    await expect(openField(config("k1"), "users.telepon", sealed)).rejects.toThrow(/operation/i);
    const altered = sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA");
    await expect(openField(config("k1"), "pegawai.rekening", altered)).rejects.toThrow(/operation/i);
    await expect(openField(config("k1"), "pegawai.rekening", sealed.replace("k1", "k9"))).rejects.toThrow(
      "no field key",
    );
    await expect(openField(config("k1"), "pegawai.rekening", "0123456789")).rejects.toThrow("not a sealed field");
  });
});

describe("a signature", () => {
  it("fits its text and key alone", async () => {
    const signature = await sign("secret", "text");
    expect(await isSigned("secret", "text", signature)).toBe(true);
    expect(await isSigned("secret", "texts", signature)).toBe(false);
    expect(await isSigned("other", "text", signature)).toBe(false);
    expect(await isSigned("secret", "text", "!")).toBe(false);
    expect(await isSigned("secret", "text", "")).toBe(false);
  });
});

describe("bytes as text", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect([...(fromBase64Url(toBase64Url(bytes)) ?? [])]).toEqual([...bytes]);
      }),
    );
    expect(fromBase64Url("not base64!")).toBeNull();
  });

  it("hash as everywhere else", async () => {
    expect(await sha256Hex(new TextEncoder().encode("abc"))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});

describe("a keyed hash", () => {
  const where = { place: "users.telepon", institutionId: "a" };

  it("is the same for the same text in the same place, and another anywhere else", async () => {
    const [hash] = await hashField(config("k1"), where, "+6281234567890");
    expect(hash).toMatch(/^k1\.[\w-]{43}$/);
    expect((await hashField(config("k1"), where, "+6281234567890"))[0]).toBe(hash);
    for (const other of [
      { ...where, place: "users.alamat" },
      { ...where, institutionId: "b" },
    ])
      expect((await hashField(config("k1"), other, "+6281234567890"))[0]).not.toBe(hash);
    expect((await hashField(config("k1"), where, "+6281234567891"))[0]).not.toBe(hash);
  });

  it("is still found after the current key has changed", async () => {
    const [kept] = await hashField(config("k1"), where, "+6281234567890");
    const wanted = await hashField(config("k2"), where, "+6281234567890");
    expect(wanted).toHaveLength(2);
    expect(wanted[0]).toMatch(/^k2\./);
    expect(wanted).toContain(kept);
  });
});
