import { ask, type Reply } from "./http.ts";
import { ownerRows, type Actor } from "./institution.ts";

/** A module of a test's own in the registry, as if a manifest had declared it. */
export interface DeclaredModule {
  readonly id: string;
  readonly slug: string;
}

/** Declares a module that needs others, under a slug that begins with `uji-` and this name. */
export async function declareModule(
  name = "modul",
  { needs = [], category = "industry" }: { needs?: readonly DeclaredModule[]; category?: string } = {},
): Promise<DeclaredModule> {
  const slug = `uji-${name}-${crypto.randomUUID().slice(0, 8)}`;
  const [made] = await ownerRows<DeclaredModule>(
    `insert into modules (slug, name, description, category, icon, sort_order, dependencies)
     values ($1, $2, 'Dibuat pengujian', $3, 'flask', (select 1 + coalesce(max(sort_order), 1000) from modules where slug = any($4)), $4)
     returning id, slug`,
    [slug, `Modul ${name}`, category, needs.map((needed) => needed.slug)],
  );
  if (!made) throw new Error("the module was not declared");
  return made;
}

/** What the institution of somebody has of a module, now or once; null before it was ever activated. */
export async function userModuleOf(
  actor: Actor,
  slug: string,
): Promise<{ id: string; is_active: boolean; configuration: Record<string, unknown> } | null> {
  const { body } = await ask<{
    data: { id: string; module: { slug: string }; is_active: boolean; configuration: Record<string, unknown> }[];
  }>(actor, "GET", "/user-modules");
  return body.data.find(({ module }) => module.slug === slug) ?? null;
}

/** What came of a change of the institution's modules. */
interface Changed {
  readonly id: string;
  readonly diaktifkan?: readonly string[];
  readonly butuh?: readonly string[];
  readonly oleh?: readonly string[];
}

/** Activates a module as somebody; `query` may be `?cascade=true`. */
export function activate(as: Actor, { id }: DeclaredModule, query = ""): Promise<Reply<Changed>> {
  return ask<Changed>(as, "POST", `/user-modules${query}`, { module_id: id });
}

/** Deactivates, as somebody, what their institution has of a module. */
export function deactivate(as: Actor, id: string): Promise<Reply<Changed | null>> {
  return ask(as, "DELETE", `/user-modules/${id}`);
}
