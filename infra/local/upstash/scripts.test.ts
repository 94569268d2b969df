import { describe, expect, it } from "vitest";
import { dropUnknownFlags, hashScript, Scripts } from "./scripts.ts";

function drop(script: string): string {
  return dropUnknownFlags(Buffer.from(script)).toString();
}

function words(...args: string[]): Buffer[] {
  return args.map((arg) => Buffer.from(arg));
}

describe("a script's first line", () => {
  it("keeps the flags Redis knows and loses the others", () => {
    expect(drop("#!lua flags=allow-key-locking,no-writes\nreturn 1")).toBe("#!lua flags=no-writes\nreturn 1");
  });

  it("is emptied when nothing is left of it, so that lines keep their numbers", () => {
    expect(drop("#!lua flags=allow-key-locking\nreturn 1")).toBe("\nreturn 1");
    expect(drop("#!lua flags=allow-key-locking\r\nreturn 1")).toBe("\nreturn 1");
  });

  it("stays as it is when Redis understands it, or is to refuse it", () => {
    for (const script of [
      "return 1",
      "#!lua\nreturn 1",
      "#!lua flags=no-writes\nreturn 1",
      "#!lua name=x\n",
      "#!js flags=a\n",
    ])
      expect(drop(script)).toBe(script);
  });
});

describe("a rewritten script", () => {
  it("is called by the sha1 of the text that was sent, in either case, and not before it was sent", () => {
    const scripts = new Scripts();
    const script = "#!lua flags=allow-key-locking\nreturn 1";
    const sha = hashScript(Buffer.from(script));
    const rewritten = hashScript(Buffer.from("\nreturn 1"));
    expect(scripts.translate(words("EVALSHA", sha, "0"))).toEqual(words("EVALSHA", sha, "0"));
    expect(scripts.translate(words("eval", script, "0"))).toEqual(words("eval", "\nreturn 1", "0"));
    expect(scripts.translate(words("EVALSHA", sha.toUpperCase(), "0"))).toEqual(words("EVALSHA", rewritten, "0"));
    expect(scripts.translate(words("SCRIPT", "exists", sha))).toEqual(words("SCRIPT", "exists", rewritten));
  });
});
