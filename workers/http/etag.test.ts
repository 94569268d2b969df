import { describe, expect, it } from "vitest";
import { etagOf } from "../../db/core/etag.ts";
import { isKnown } from "./etag.ts";

const asking = (tags: string) => new Request("https://edge.example/", { headers: { "if-none-match": tags } });

describe("an entity tag", () => {
  it("is the same for the same text, and another for any other", async () => {
    expect(await etagOf('{"a":1}')).toBe(await etagOf('{"a":1}'));
    expect(await etagOf('{"a":1}')).not.toBe(await etagOf('{"a":2}'));
    expect(await etagOf("")).toMatch(/^"[\w-]{24}"$/);
  });

  it("is known to whoever names it: alone, among others, made weak by compression, or any", () => {
    for (const tags of ['"abc"', ' "x", "abc"', 'W/"abc"', '"x",W/"abc" ', "*"]) {
      expect(isKnown(asking(tags), '"abc"'), tags).toBe(true);
    }
    for (const tags of ['"abcd"', "abc", '"x", "y"', ""]) expect(isKnown(asking(tags), '"abc"'), tags).toBe(false);
    expect(isKnown(new Request("https://edge.example/"), '"abc"')).toBe(false);
  });
});
