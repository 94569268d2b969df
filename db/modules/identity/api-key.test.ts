import { expect, it } from "vitest";
import { hashApiKey, newApiKey, prefixOf, readApiKey } from "./api-key.ts";

const ids = {
  keyId: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b",
  institutionId: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5c",
  userId: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5d",
};

it("makes keys that say whose they are, each with a secret of its own, and takes nothing else for one", async () => {
  const [one, other] = [newApiKey(ids), newApiKey(ids)];
  expect(readApiKey(one)).toEqual(ids);
  expect(one).not.toBe(other);
  expect(await hashApiKey(one)).not.toBe(await hashApiKey(other));
  expect(one.startsWith(prefixOf(one))).toBe(true);
  for (const none of ["", "srb_", one.slice(0, -1), `${one}A`, one.replace("srb_", "SRB_"), one.replaceAll("_", "-")])
    expect(readApiKey(none), none).toBeNull();
});
