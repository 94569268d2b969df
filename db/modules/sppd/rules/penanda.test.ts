import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DAFTAR_PENANDA, PENANDA } from "./penanda.ts";

describe("the names that templates have", () => {
  it("are all told to whoever writes one, in the same words", () => {
    const told = readFileSync(new URL("../../../../docs/templates.md", import.meta.url), "utf8").replaceAll(/ +/g, " ");
    const lists = Object.values(DAFTAR_PENANDA).flatMap((one) => Object.entries<Readonly<Record<string, string>>>(one));
    const names = [...Object.values(PENANDA), ...lists.map(([, names]) => names)].flatMap((one) => Object.entries(one));
    for (const [nama, uraian] of names) expect(told).toContain(`| \`{{${nama}}}\` | ${uraian} |`);
    for (const [nama] of lists) expect(told).toContain(`\`{{#${nama}}}\` … \`{{/${nama}}}\``);
  });
});
