import { describe, expect, it } from "vitest";
import { issueToken, readToken, type TokenClaims } from "./token.ts";

const claims: TokenClaims = {
  institutionId: "01990000-0000-7000-8000-000000000001",
  userId: "01990000-0000-7000-8000-000000000002",
  sessionId: "01990000-0000-7000-8000-000000000003",
  expires: 2_000_000_000,
};

describe("a session token", () => {
  it("says who, to whoever has the key", async () => {
    expect(await readToken("key", await issueToken("key", claims))).toEqual(claims);
  });

  it.each(["", ".", "a.b", "a.b.c", "e30.e30"])("is not %o", async (token) => {
    expect(await readToken("key", token)).toBeNull();
  });

  it("is nobody's when altered, or signed with another key", async () => {
    const token = await issueToken("key", claims);
    expect(await readToken("other", token)).toBeNull();
    expect(await readToken("key", `x${token}`)).toBeNull();
    expect(await readToken("key", `${token}x`)).toBeNull();
  });
});
