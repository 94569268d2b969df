import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { manifests } from "../../registry.ts";
import { inOrder, type Placed } from "./urutan.ts";

const module = (slug: string, ...dependencies: string[]): Placed => ({ slug, dependencies });
const slugs = (modules: readonly Placed[]) => modules.map(({ slug }) => slug);

describe("the order of modules", () => {
  it("puts what is needed before who needs it, and leaves the rest as it came", () => {
    expect(
      slugs(
        inOrder([
          module("bakery", "production", "inventory"),
          module("hr"),
          module("production", "inventory"),
          module("inventory"),
        ]),
      ),
    ).toEqual(["inventory", "production", "bakery", "hr"]);
  });

  it("of any modules without a circle has each after all that it depends on", () => {
    const graph = fc
      .array(fc.array(fc.nat(50), { maxLength: 5 }), { minLength: 1, maxLength: 30 })
      .map((rows) =>
        rows.map((needs, index) =>
          module(`m${index}`, ...needs.filter((need) => need < index).map((need) => `m${need}`)),
        ),
      );
    fc.assert(
      fc.property(graph, fc.infiniteStream(fc.nat()), (modules, chance) => {
        const shuffled = modules.map((one) => [chance.next().value ?? 0, one] as const).toSorted(([a], [b]) => a - b);
        const order = slugs(inOrder(shuffled.map(([, one]) => one)));
        expect(order).toHaveLength(modules.length);
        for (const { slug, dependencies } of modules)
          for (const needed of dependencies) expect(order.indexOf(needed)).toBeLessThan(order.indexOf(slug));
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it("refuses a circle, and says which", () => {
    expect(() => inOrder([module("a", "b"), module("b", "c"), module("c", "b")])).toThrow("b → c → b");
    expect(() => inOrder([module("a", "a")])).toThrow("a → a");
  });

  it("refuses what is not there, and a slug that stands twice", () => {
    expect(() => inOrder([module("a", "z")])).toThrow("module a depends on z, which there is not");
    expect(() => inOrder([module("a"), module("a")])).toThrow("two modules have one slug");
  });

  it("holds for the platform's own modules, of which none that is always there needs one that is chosen", () => {
    const own: readonly (Placed & { readonly core: boolean })[] = Object.values(manifests);
    const chosen = new Set(slugs(own.filter(({ core }) => !core)));
    expect(inOrder(own)).toHaveLength(own.length);
    for (const { core, dependencies } of own)
      if (core) expect(dependencies.filter((needed) => chosen.has(needed))).toEqual([]);
  });
});
