import { describe, expect, it } from "vitest";
import { fitted, printable } from "./photo.ts";

describe("a photo that is sent", () => {
  it("has a long side of at most 2000 pixels, keeps its shape, and never grows", () => {
    expect(fitted({ width: 4000, height: 3000 })).toEqual({ width: 2000, height: 1500 });
    expect(fitted({ width: 3000, height: 4000 })).toEqual({ width: 1500, height: 2000 });
    expect(fitted({ width: 640, height: 480 })).toEqual({ width: 640, height: 480 });
    expect(fitted({ width: 9000, height: 2 })).toEqual({ width: 2000, height: 1 });
  });

  it("has a name that prints, with its ending, of at most 150 letters", () => {
    expect(printable("tiket\u0000 kereta.pdf")).toBe("tiket kereta.pdf");
    expect(printable(`${"a".repeat(300)}.jpeg`)).toBe(`${"a".repeat(140)}.jpeg`);
    expect(printable("")).toBe("berkas");
  });
});
