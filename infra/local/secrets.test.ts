import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSecrets } from "./secrets.ts";
import { makeTestFolder } from "../../test/setup/folder.ts";

let folder: string;

beforeEach(() => {
  folder = makeTestFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the local secrets", () => {
  it("are made once: data on disk was written with them", () => {
    expect(openSecrets(folder)).toEqual(openSecrets(folder));
  });

  it("are readable only by their owner", () => {
    openSecrets(folder);
    expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  it("are long enough for what they sign and encrypt, and differ from each other", () => {
    const { sessionKey, linkKey, fieldKeys } = openSecrets(folder);
    expect(sessionKey.length).toBeGreaterThanOrEqual(32);
    expect(linkKey.length).toBeGreaterThanOrEqual(32);
    expect(sessionKey).not.toBe(linkKey);
    expect(Buffer.from(fieldKeys.keys[fieldKeys.current] ?? "", "base64")).toHaveLength(32);
  });

  it("of a machine that signed no licences yet are given a pair for that, and stay as they are otherwise", () => {
    const { licence, ...before } = openSecrets(folder);
    writeFileSync(join(folder, "secrets.json"), JSON.stringify(before));
    const after = openSecrets(folder);
    expect(after).toEqual({ ...before, licence: after.licence });
    expect(after.licence).not.toEqual(licence);
    expect(openSecrets(folder)).toEqual(after);
  });

  it("are never made anew over a damaged file: the encrypted data would be lost with the key", () => {
    const file = join(folder, "secrets.json");
    writeFileSync(file, "{");
    expect(() => openSecrets(folder)).toThrow("is damaged");
    expect(readFileSync(file, "utf8")).toBe("{");
  });
});
