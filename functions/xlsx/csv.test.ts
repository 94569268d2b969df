import { describe, expect, it } from "vitest";
import { readCsv } from "./csv.ts";

const rows = (text: string) =>
  [...readCsv(new TextEncoder().encode(text))].map(({ number, cells }) => [
    number,
    [...cells].map(([column, { text: said }]) => `${column}:${said}`),
  ]);

describe("a text with separators", () => {
  it("is parted by commas or semicolons, whichever its headings are parted by, whatever ends its lines", () => {
    expect(rows("a,b\r\n1,2\n\n3;4,")).toEqual([
      [1, ["0:a", "1:b"]],
      [2, ["0:1", "1:2"]],
      [4, ["0:3;4"]],
    ]);
    expect(rows("a;b\n1,5;2")).toEqual([
      [1, ["0:a", "1:b"]],
      [2, ["0:1,5", "1:2"]],
    ]);
  });

  it("holds anything within quotes, and passes over a mark at its beginning", () => {
    expect(rows('\ufeff"a","b"\n"x, ""y""\nz",2')).toEqual([
      [1, ["0:a", "1:b"]],
      [2, ['0:x, "y"\nz', "1:2"]],
    ]);
  });

  it("is refused when it is no text", () => {
    expect(() => [...readCsv(Uint8Array.of(0xff, 0xfe))]).toThrow(expect.objectContaining({ code: "BERKAS_RUSAK" }));
  });
});
