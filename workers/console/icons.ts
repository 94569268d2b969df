import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

/** The icons of pages that are seen before one has logged in; all others come with the frame. */
const early = [
  "circle-alert",
  "circle-check",
  "cloud-off",
  "eye",
  "eye-off",
  "info",
  "loader-circle",
  "log-out",
  "mail-check",
  "map-pin-off",
  "rotate-cw",
  "x",
];

const page = "virtual:early-icons";

/** Bundles the icons of the first pages by themselves: a login carries none of those it does not show. */
export function earlyIcons(): Plugin {
  return {
    name: "serambi:early-icons",
    resolveId: (id) => (id === page ? `\0${page}` : null),
    load: (id) => (id === `\0${page}` ? writeIcons() : null),
  };
}

function writeIcons(): string {
  const file = createRequire(import.meta.url).resolve("@iconify-json/lucide/icons.json");
  const { icons } = JSON.parse(readFileSync(file, "utf8")) as { icons: Record<string, { body: string } | undefined> };
  const picked = early.map((name): [string, { body: string; width: number; height: number }] => {
    const icon = icons[name];
    if (!icon) throw new Error(`there is no icon ${name}`);
    return [`lucide:${name}`, { body: icon.body, width: 24, height: 24 }];
  });
  return `export const icons = ${JSON.stringify(picked)};`;
}
