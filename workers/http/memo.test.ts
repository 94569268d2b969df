import { describe, expect, it } from "vitest";
import { Memo } from "./memo.ts";

describe("a memo", () => {
  it("tells once what is in use: found since it was set, and believed still", () => {
    const memo = new Memo<number>(10, 1_000);
    for (const key of ["found", "set anew", "gone", "never looked at"]) memo.set(key, 1);
    const now = Date.now();
    for (const key of ["found", "found", "set anew", "gone", "unknown"]) memo.get(key, now);
    memo.set("set anew", 2);
    memo.delete("gone");
    memo.get("set anew", now);
    expect(memo.takeUsed(now)).toEqual(["found", "set anew"]);
    memo.get("found", now);
    expect(memo.takeUsed(now)).toEqual([]);
    memo.set("found", 2);
    memo.get("found", now);
    expect(memo.takeUsed(now + 5_000)).toEqual([]);
  });

  it("says when something in use will soon not be believed, until that is taken", () => {
    const memo = new Memo<number>(10, 1_000);
    memo.set("one", 1);
    const now = Date.now();
    memo.get("one", now);
    expect(memo.ending).toBe(false);
    memo.get("one", now + 900);
    expect(memo.ending).toBe(true);
    expect(memo.takeUsed(now + 900)).toEqual(["one"]);
    expect(memo.ending).toBe(false);
    expect(memo.get("one", now + 1_100)).toBeUndefined();
    expect(memo.ending).toBe(false);
  });
});
