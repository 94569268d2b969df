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
type Step = (typeof steps)[number];
/** Colours whose 700 is too pale to be read on a tint of itself. */
const faint: ReadonlySet<string> = new Set(["success", "warning"]);
/** What the tints of a theme's colours are made of: all but grey. */
export const tinted = (Object.keys(colours) as (keyof typeof colours)[]).filter((name) => name !== "neutral");

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

/**
 * The steps of a colour that are in use: `rest`, as text and as the ground of a button; `strong`, that ground under the cursor, and text
 * where the tint beneath it is deeper. All of it keeps WCAG's 4.5 to 1 (`colours.test.ts`).
 */
export function stepsOf(name: keyof typeof colours, dark: boolean): { rest: Step; strong: Step } {
  if (dark) return { rest: 400, strong: 300 };
  return faint.has(name) ? { rest: 800, strong: 900 } : { rest: 700, strong: 800 };
}

function styleSheet(): string {
  const names = Object.keys(colours) as (keyof typeof colours)[];
  const all = names.flatMap((name) =>
    steps.map((step) => `--ui-color-${name}-${step}: ${shades[colours[name]][step]};`),
  );
  const inUse = (dark: boolean): string =>
    tinted
      .map((name) => {
        const { rest, strong } = stepsOf(name, dark);
        return `--ui-${name}: var(--ui-color-${name}-${rest});--ui-${name}-strong: var(--ui-color-${name}-${strong});`;
      })
      .join("");
  return `@layer theme{:root,:host{${all.join("")}}:root,:host,.light{${inUse(false)}}.dark{${inUse(true)}}}`;
}
