import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cursorParameter, encodeCursor } from "./cursor.ts";

const example = { sort: "-dibuat", key: null, id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b" };
const types = { "-dibuat": "id", nama: "text", "-tanggal": "date" } as const;
const parameter = cursorParameter((sort) => types[sort as keyof typeof types], example);

describe("a cursor", () => {
  it("comes back as it was, whatever its key is written in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 100 }), fc.uuid(), (key, id) => {
        const cursor = { sort: "nama", key, id };
        expect(parameter.parse(encodeCursor(cursor))).toEqual(cursor);
      }),
    );
    expect(parameter.parse(encodeCursor(example))).toEqual(example);
  });

  it("is refused when its key is not of its order, its order none of the list's, its id no id, or all of it noise", () => {
    const wrong = [
      { ...example, key: "x" },
      { ...example, sort: "lain" },
      { ...example, sort: "-tanggal", key: "2026-02-30" },
      { ...example, sort: "-tanggal", key: "0000-12-31" },
      { ...example, sort: "nama", key: null },
      { ...example, sort: "nama", key: "Andi\0" },
      { ...example, id: "1" },
    ].map(encodeCursor);
    for (const text of [...wrong, "", "x", "%%%", btoa("[]"), btoa("null"), btoa("{")])
      expect(parameter.safeParse(text).success, text).toBe(false);
    fc.assert(fc.property(fc.string(), (text) => !parameter.safeParse(text).success));
  });
});
