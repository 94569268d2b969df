import { describe, expect, it } from "vitest";
import { sniffType } from "./sniff-type.ts";

const bytes = (...parts: (string | number)[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === "number" ? [part] : [...new TextEncoder().encode(part)])));

describe("what a file is", () => {
  it("is told by its content", () => {
    expect(sniffType(bytes("%PDF-1.7"))?.extension).toBe("pdf");
    expect(sniffType(bytes(0xff, 0xd8, 0xff, 0xe0))?.extension).toBe("jpg");
    expect(sniffType(bytes(0x89, "PNG\r\n", 0x1a, "\n"))?.extension).toBe("png");
    expect(sniffType(bytes("RIFF", 1, 2, 3, 4, "WEBP"))?.extension).toBe("webp");
  });

  it.each(["", "%PD", "<html>", "MZ", "RIFF1234WAVE", "PK"])("%o is none that is accepted", (content) => {
    expect(sniffType(bytes(content))).toBeNull();
  });
});
