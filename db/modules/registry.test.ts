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
      for (const { izin } of [...navigation, ...widgets]) expect(all).toEqual(expect.arrayContaining([izin].flat()));
  });

  it("gives each of its settings a default, and words in both languages, and knows no others", () => {
    for (const [slug, { settings }] of declared) {
      if (!settings) continue;
      const { properties = {}, additionalProperties } = z.toJSONSchema(settings, { io: "input" });
      expect(additionalProperties, slug).toBe(false);
      for (const [name, property] of Object.entries(properties)) {
        const where = `${slug} ${name}`;
        const { choices, ...schema } = property as z.core.JSONSchema.JSONSchema;
        expect(schema, where).toMatchObject({ title: words, title_en: words });
        expect(Object.keys(schema), where).toContain("default");
        const values = enumerated(schema);
        expect(choices, where).toEqual(
          values && Object.fromEntries(values.map((value) => [value, { id: words, en: words }])),
        );
      }
    }
  });

  it("has addresses that are no other module's", () => {
    const roots = declared.flatMap(([slug, { roots: own = [slug] }]) => own);
    expect(new Set(roots).size).toBe(roots.length);
  });
});

const words = expect.stringMatching(/\S/);

/** The values that one chooses from: of a property, of the items of its list, or of the keys of its pairs. */
function enumerated({ enum: own, items, propertyNames }: z.core.JSONSchema.JSONSchema): string[] | undefined {
  const of = (schema: unknown): unknown[] | undefined => (schema as z.core.JSONSchema.JSONSchema | undefined)?.enum;
  return (own ?? of(items) ?? of(propertyNames))?.map(String);
}
