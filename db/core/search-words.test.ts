import { describe, expect, it } from "vitest";
import { searchWords } from "./search-words.ts";

describe("the words of a search", () => {
  it("are each once, in lower case, the longest first", () => {
    expect(searchWords("  Rapat KE Kurikulum rapat ")).toEqual(["kurikulum", "rapat", "ke"]);
  });

  it("are eight at most", () => {
    expect(searchWords("satu dua tiga empat lima enam tujuh delapan sembilan")).toHaveLength(8);
  });

  it("need three letters or digits in a row somewhere, of any script", () => {
    for (const text of ["", " ", "ab", "a-b-c", "%%%", "ke di"]) expect(searchWords(text), text).toBeNull();
    for (const text of ["045/x", "ke abc", "ñandú", "北京大"]) expect(searchWords(text), text).not.toBeNull();
  });
});
