import { describe, expect, it } from "vitest";
import { compareWords } from "./words.ts";

const both = (words: Record<string, string>) => {
  const map = new Map(Object.entries(words));
  return { id: map, en: map };
};

describe("the console's words", () => {
  it("are in order when each is asked for by its name or with its family, in a template or a script", () => {
    const words = both({ "sppd.list.title": "Daftar", "sppd.status.draft": "Konsep", "shell.again": "Lagi" });
    const sources = ['title: "sppd.list.title"', "{{ t(`sppd.status.${status}`) }}", `:label="t('shell.again')"`];
    expect(compareWords(words, sources)).toEqual([]);
  });

  it("are complained of when one is missing in one language or in both, or asked for by nobody", () => {
    const id = new Map([
      ["sppd.a", "A"],
      ["sppd.b", "B {x}"],
    ]);
    const en = new Map([
      ["sppd.b", "B {y}"],
      ["sppd.c", "C"],
    ]);
    expect(compareWords({ id, en }, ['t("sppd.b"); t("sppd.d")'])).toEqual([
      "sppd.d is asked for and has no words",
      "sppd.a has no English words",
      "sppd.c has no Indonesian words",
      "sppd.a is asked for by nobody",
      "sppd.b takes other values in English than in Indonesian",
    ]);
  });
});
