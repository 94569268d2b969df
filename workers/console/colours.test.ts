import axe from "axe-core";
import shades from "tailwindcss/colors";
import { describe, expect, it } from "vitest";
import { colours, stepsOf, tinted } from "./colours.ts";

// Not in its types; what it judges pages by.
const { Color, flattenColors, getContrast } = (axe as unknown as { commons: { color: Colour } }).commons.color;

interface Paint {
  alpha: number;
  parseString(text: string): void;
}
interface Colour {
  Color: new () => Paint;
  flattenColors(over: Paint, ground: Paint): Paint;
  getContrast(ground: Paint, text: Paint): number;
}

const grey = shades[colours.neutral];

describe.each([
  {
    dark: false,
    page: "#fff",
    raised: grey[100],
    words: [grey[900], grey[700], grey[600]],
    asked: grey[500],
    inverted: "#fff",
  },
  {
    dark: true,
    page: grey[900],
    raised: grey[800],
    words: ["#fff", grey[200], grey[400]],
    asked: grey[400],
    inverted: grey[900],
  },
])("what is written, dark: $dark", ({ dark, page, raised, words, asked, inverted }) => {
  const tint = (name: (typeof tinted)[number], share: number, ground = page): Paint =>
    flattenColors(paint(step(name, "rest"), share), paint(ground));
  const step = (name: (typeof tinted)[number], of: "rest" | "strong"): string =>
    shades[colours[name]][stepsOf(name, dark)[of]];

  it.each(tinted)("%s is read as text, and what is written on it as a ground", (name) => {
    for (const ground of [page, raised])
      expect(contrast(step(name, "rest"), paint(ground))).toBeGreaterThanOrEqual(4.5);
    // A badge, on the page and in a row under the cursor.
    expect(contrast(step(name, "rest"), tint(name, 0.1))).toBeGreaterThanOrEqual(4.5);
    // Buttons, at rest and under the cursor.
    for (const of of ["rest", "strong"] as const)
      expect(contrast(inverted, paint(step(name, of)))).toBeGreaterThanOrEqual(4.5);
    for (const ground of [page, raised])
      expect(contrast(step(name, "strong"), tint(name, 0.15, ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(tinted)("an alert of %s is read, its links too", (name) => {
    for (const word of [...words, step("primary", "rest"), step(name, "rest")])
      expect(contrast(word, tint(name, 0.08))).toBeGreaterThanOrEqual(4.5);
  });

  it("grey is read on the page, and but for what is only asked for on what is raised from it", () => {
    for (const word of [...words, asked]) expect(contrast(word, paint(page))).toBeGreaterThanOrEqual(4.5);
    for (const word of words) expect(contrast(word, paint(raised))).toBeGreaterThanOrEqual(4.5);
  });
});

function paint(text: string, alpha = 1): Paint {
  const made = new Color();
  made.parseString(text);
  made.alpha = alpha;
  return made;
}

function contrast(text: string, ground: Paint): number {
  return getContrast(ground, paint(text));
}
