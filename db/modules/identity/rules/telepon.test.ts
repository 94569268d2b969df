import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalkanTelepon } from "./telepon.ts";

describe("a telephone number", () => {
  it.each([
    ["0812-3456-7890", "+6281234567890"],
    ["62 812 3456 7890", "+6281234567890"],
    ["+62 812.3456.7890", "+6281234567890"],
    ["+62 0812 3456 7890", "+6281234567890"],
    ["+62 (0)812-3456-7890", "+6281234567890"],
    ["(62) 0812 3456 7890", "+6281234567890"],
    ["(024) 7000000", "+62247000000"],
    ["+1 (212) 555-0100", "+12125550100"],
    ["０８１２３４５６７８９０", "+6281234567890"],
  ])("%s is kept as %s", (written, kept) => expect(normalkanTelepon(written)).toBe(kept));

  it.each(["", "-", "123", "0012345678", "081234567890123456", "0812x4567890", "+0812345678", "++62812345678"])(
    "%s is none",
    (written) => expect(normalkanTelepon(written)).toBeNull(),
  );

  it("keeps its form when it is brought into it again", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+0-9() -]{6,20}$/), (text) => {
        const normal = normalkanTelepon(text);
        if (normal !== null) expect(normalkanTelepon(normal)).toBe(normal);
      }),
      { seed: 11 },
    );
  });
});
