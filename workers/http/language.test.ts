import { describe, expect, it } from "vitest";
import { chooseLanguage } from "./language.ts";

describe("the language of an answer", () => {
  it.each([
    [null, "id"],
    ["", "id"],
    ["en", "en"],
    ["en-GB,en;q=0.9", "en"],
    ["id-ID,id;q=0.9,en-US;q=0.8", "id"],
    ["en;q=0.3, id;q=0.7", "id"],
    ["fr, en;q=0.2", "en"],
    ["de", "id"],
    ["en;q=0", "id"],
    ["*", "id"],
  ])("asked for with %o is %s", (header, language) => {
    expect(chooseLanguage(header)).toBe(language);
  });
});
