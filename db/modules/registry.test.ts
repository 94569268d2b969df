import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Manifest } from "../core/manifest.ts";
import { manifests } from "./registry.ts";

const declared: readonly (readonly [string, Manifest])[] = Object.entries(manifests);

describe("the manifest of every module", () => {
  it("stands in the list under its own slug, which is also where its permissions and widgets begin", () => {
    for (const [name, { slug, permissions, widgets = [] }] of declared) {
      expect(slug).toBe(name);
      for (const id of [...Object.keys(permissions), ...widgets.map((widget) => widget.id)])
        expect(id.startsWith(`${slug}.`), id).toBe(true);
    }
  });

  it("shows no page and no widget for a permission that there is not: nobody would ever see it", () => {
    const all = declared.flatMap(([, { permissions }]) => Object.keys(permissions));
    for (const [, { navigation = [], widgets = [] }] of declared)
      for (const { izin } of [...navigation, ...widgets]) expect(all).toContain(izin);
  });

  it("gives each of its settings a default and a title, and knows no others", () => {
    for (const [slug, { settings }] of declared) {
      if (!settings) continue;
      const { properties = {}, additionalProperties } = z.toJSONSchema(settings, { io: "input" });
      expect(additionalProperties, slug).toBe(false);
      for (const [name, property] of Object.entries(properties))
        expect(Object.keys(property), `${slug} ${name}`).toEqual(expect.arrayContaining(["default", "title"]));
    }
  });

  it("has addresses that are no other module's", () => {
    const roots = declared.flatMap(([slug, { roots: own = [slug] }]) => own);
    expect(new Set(roots).size).toBe(roots.length);
  });
});
