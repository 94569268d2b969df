/** As much of a manifest as its place among the others depends on. */
export interface Placed {
  readonly slug: string;
  readonly dependencies: readonly string[];
}

/**
 * Modules in the order in which they can be activated: what a module depends on stands before it. Those that may stand
 * anywhere keep the order they came in. Throws with the names when a slug stands twice, when a module depends on one that
 * there is not, or when some depend on each other in a circle.
 */
export function inOrder<Module extends Placed>(modules: readonly Module[]): Module[] {
  const bySlug = new Map(modules.map((module) => [module.slug, module]));
  if (bySlug.size < modules.length) throw new Error("two modules have one slug");
  const ordered = new Set<Module>();
  const place = (module: Module, path: readonly string[]): void => {
    if (ordered.has(module)) return;
    const { slug, dependencies } = module;
    const trail = [...path, slug];
    if (path.includes(slug))
      throw new Error(`modules depend on each other: ${trail.slice(path.indexOf(slug)).join(" → ")}`);
    for (const needed of dependencies) {
      const other = bySlug.get(needed);
      if (!other) throw new Error(`module ${slug} depends on ${needed}, which there is not`);
      place(other, trail);
    }
    ordered.add(module);
  };
  for (const module of modules) place(module, []);
  return [...ordered];
}
