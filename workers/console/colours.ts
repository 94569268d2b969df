import type { Plugin } from "vite";
import shades from "tailwindcss/colors";

/** The palette: what Nuxt UI's names of colours mean here. */
export const colours = {
  primary: "teal",
  secondary: "sky",
  success: "green",
  info: "blue",
  warning: "amber",
  error: "red",
  neutral: "slate",
} as const;

/** What Nuxt UI installs and we do not need: its colours, what writes them into the head, and all icons at once. */
const leftOut = /@nuxt\/ui\/dist\/runtime\/(plugins\/colors|vue\/plugins\/(head|icons))\.js/;
const page = "virtual:colours.css";
const steps = [50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950] as const;

/**
 * Nuxt UI writes its colours into the page as it starts, which a page that forbids styles written into it refuses. They do not change, so
 * they are made here, as a style sheet like any other.
 */
export function staticColours(): Plugin {
  return {
    name: "serambi:colours",
    enforce: "pre",
    resolveId: (id) => (id === page ? `\0${page}` : null),
    load: (id) => (id === `\0${page}` ? styleSheet() : null),
    transform: (_code, id) => (leftOut.test(id) ? { code: "export default { install() {} };", map: null } : null),
  };
}

function styleSheet(): string {
  const all = Object.entries(colours).flatMap(([name, colour]) =>
    steps.map((step) => `--ui-color-${name}-${step}: ${shades[colour][step]};`),
  );
  // The step of a colour that is read on white and on a tint of itself, and on black: WCAG's 4.5 to 1 for text.
  const inUse = (step: number, pale = step): string =>
    Object.keys(colours)
      .filter((name) => name !== "neutral")
      .map((name) => `--ui-${name}: var(--ui-color-${name}-${["success", "warning"].includes(name) ? pale : step});`)
      .join("");
  return `@layer theme{:root,:host{${all.join("")}}:root,:host,.light{${inUse(700, 800)}}.dark{${inUse(400)}}}`;
}
