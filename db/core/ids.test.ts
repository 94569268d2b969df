import fc from "fast-check";
import { expect, it } from "vitest";
import { packIds, unpackIds } from "./ids.ts";

it("packs ids into a text of a fixed length, and takes nothing else for one", () => {
  fc.assert(
    fc.property(fc.array(fc.uuid(), { minLength: 1, maxLength: 3 }), (ids) => {
      const text = packIds(ids);
      expect(text).toMatch(/^[\w-]+$/);
      expect(unpackIds(text, ids.length)).toEqual(ids);
      expect(unpackIds(text, ids.length + 1)).toBeNull();
      expect(unpackIds(`${text}A`, ids.length)).toBeNull();
    }),
    { seed: 7 },
  );
  expect(unpackIds("!", 1)).toBeNull();
  expect(unpackIds("", 1)).toBeNull();
});
