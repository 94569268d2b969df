import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { issueKey, readKey } from "./key.ts";
import type { Lisensi } from "./rules/lisensi.ts";

const makePair = () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64url"),
    publicKey: publicKey.export({ format: "jwk" }).x ?? "",
  };
};
const ours = makePair();
const theirs = makePair();
const known = { "2026-1": ours.publicKey };
const licence: Lisensi = {
  kid: "2026-1",
  id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b",
  institution: "yayasan-melati",
  type: "multi",
  jenjang: ["smp", "sma"],
  modules: "*",
  seats: 200,
  from: "2026-01-01",
  until: "2027-12-31",
  issued: "2025-12-20T03:00:00.000Z",
};
const key = await issueKey(ours.privateKey, licence);
const textOf = (payload: object) => Buffer.from(JSON.stringify(payload)).toString("base64url");

describe("a licence key", () => {
  it("is read by whoever has its issuer's public key, with nothing asked of anybody", async () => {
    expect(await readKey(known, key)).toEqual(licence);
    expect(key).toMatch(/^srbl1\.[\w-]+\.[\w-]{86}$/);
  });

  it("counts for nothing when a character of it is another", async () => {
    for (const at of [0, 4, 6, 40, key.lastIndexOf(".") - 1, key.lastIndexOf(".") + 1, key.length - 3]) {
      const other = key[at] === "A" ? "B" : "A";
      expect(await readKey(known, key.slice(0, at) + other + key.slice(at + 1)), `${at}`).toBeNull();
    }
    for (const text of [
      "",
      "srbl1",
      "srbl1..",
      `${key}.`,
      `${key}.x`,
      ` ${key}`,
      key.replace("srbl1", "srbl2"),
      "{}.{}",
    ])
      expect(await readKey(known, text), text).toBeNull();
  });

  it("counts for nothing when another has signed it, or under an id that nobody has", async () => {
    expect(await readKey(known, await issueKey(theirs.privateKey, licence))).toBeNull();
    for (const kid of ["2026-2", "toString", "__proto__"])
      expect(await readKey(known, await issueKey(ours.privateKey, { ...licence, kid })), kid).toBeNull();
    expect(await readKey({ "2026-1": theirs.publicKey }, key)).toBeNull();
    expect(await readKey({}, key)).toBeNull();
  });

  it("does not carry its signature over to other words", async () => {
    const signature = key.split(".")[2];
    expect(await readKey(known, `srbl1.${textOf({ ...licence, until: "2099-12-31" })}.${signature}`)).toBeNull();
  });

  it("is never issued for what a licence cannot be", async () => {
    const wrong: readonly (readonly [part: keyof Lisensi, value: unknown, fault: keyof Lisensi])[] = [
      ["type", "single", "jenjang"],
      ["jenjang", ["tk"], "jenjang"],
      ["jenjang", ["smp", "smp"], "jenjang"],
      ["until", "2025-12-31", "until"],
      ["until", "2026-02-30", "until"],
      ["seats", 0, "seats"],
      ["institution", "Yayasan Melati", "institution"],
    ];
    for (const [part, value, fault] of wrong)
      await expect(issueKey(ours.privateKey, { ...licence, [part]: value } as Lisensi)).rejects.toThrow(`"${fault}"`);
  });
});
