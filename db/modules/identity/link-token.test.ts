import { describe, expect, it } from "vitest";
import type { Config } from "../../core/env.ts";
import { linkToken, readLinkToken } from "./link-token.ts";

const config = { LINK_KEY: "k".repeat(40) } as Config;
const claims = {
  institutionId: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b",
  linkId: "ffffffff-ffff-7fff-bfff-ffffffffffff",
};

describe("the token of an account's link", () => {
  it("names the institution and the link that it was made for", async () => {
    const token = await linkToken(config, claims, "undangan");
    expect(token).toMatch(/^[\w-]{43}\.[\w-]{43}$/);
    expect(await readLinkToken(config, token, "undangan")).toEqual(claims);
  });

  it("is none for another purpose, under another key, or altered anywhere", async () => {
    const token = await linkToken(config, claims, "undangan");
    const other = { LINK_KEY: "x".repeat(40) } as Config;
    expect(await readLinkToken(config, token, "atur_ulang")).toBeNull();
    expect(await readLinkToken(other, token, "undangan")).toBeNull();
    // The last character of each part holds bits that say nothing: even those may not change.
    for (const [at, character] of token.split("").entries()) {
      for (const letter of ["A", "B", "_", "."]) {
        const altered = `${token.slice(0, at)}${letter}${token.slice(at + 1)}`;
        const read = await readLinkToken(config, altered, "undangan");
        // The signature's last character may be written in other ways that decode to the same bytes.
        if (letter !== character && at < token.length - 1) expect(read, altered).toBeNull();
      }
    }
    for (const none of ["", ".", "..", token.slice(1), `${token}.x`, token.replace(".", "")])
      expect(await readLinkToken(config, none, "undangan"), none).toBeNull();
  });
});
