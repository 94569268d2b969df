import { describe, expect, it } from "vitest";
import { readWish } from "./wish.ts";

const known = ["hello", "list", "cold-list"];

describe("the command line of the bench", () => {
  it("means every scenario unless some are named, and keeps their order", () => {
    expect(readWish([], known)).toEqual({ names: known, json: undefined, report: undefined });
    expect(readWish(["cold-list", "--json", "a.json", "hello", "--report", "b.md"], known)).toEqual({
      names: ["hello", "cold-list"],
      json: "a.json",
      report: "b.md",
    });
  });

  it("is refused, with what there is, when it names something else", () => {
    for (const wrong of [["lists"], ["--quick"], ["--json"]]) {
      expect(() => readWish(wrong, known)).toThrow(
        expect.objectContaining({ remedy: expect.stringContaining("hello, list") }),
      );
    }
  });
});
