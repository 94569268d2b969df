import type pg from "pg";
import * as z from "zod";
import type { Manifest } from "../core/manifest.ts";
import { manifests } from "../modules/registry.ts";
import { jenisUsaha } from "../modules/registry/rules/jenis-usaha.ts";
import { inOrder } from "../modules/registry/rules/urutan.ts";

/** Rows of the registry as its tables have them, from the manifests. Throws where these cannot be brought into an order. */
function rowsOf(declared: readonly Manifest[]) {
  return {
    modules: inOrder(declared).map(
      ({ slug, nama, uraian, category, icon, version, core, dependencies, settings }, index) => ({
        slug,
        name: nama.id,
        description: uraian.id,
        category,
        icon,
        version,
        is_core: core,
        sort_order: index + 1,
        dependencies,
        settings: settings ? z.toJSONSchema(settings, { io: "input" }) : null,
      }),
    ),
    types: jenisUsaha.map((jenis, index) => ({ ...jenis, sort_order: index + 1 })),
    recommendations: declared.flatMap(({ slug, recommended = {} }) =>
      Object.entries(recommended).map(([type, { priority, required }]) => ({
        type,
        slug,
        priority,
        is_required: required,
      })),
    ),
  };
}

/**
 * Brings the registry up to date with the manifests of this release, after every migration. A module that is gone stays with
 * what institutions have set of it, and is not active any more. Whether the operator has withdrawn one is left as it is.
 */
export async function seedRegistry(client: pg.ClientBase): Promise<void> {
  const { modules, types, recommendations } = rowsOf(Object.values(manifests));
  await client.query(
    `insert into modules (slug, name, description, category, icon, version, is_core, sort_order, dependencies, settings)
     select slug, name, description, category, icon, version, is_core, sort_order, dependencies, nullif(settings, 'null')
       from jsonb_to_recordset($1::jsonb) as x(slug text, name text, description text, category text, icon text, version text,
         is_core boolean, sort_order smallint, dependencies text[], settings jsonb)
     on conflict (slug) do update set name = excluded.name, description = excluded.description, category = excluded.category,
       icon = excluded.icon, version = excluded.version, is_core = excluded.is_core, sort_order = excluded.sort_order,
       dependencies = excluded.dependencies, settings = excluded.settings`,
    [JSON.stringify(modules)],
  );
  await client.query("update modules set is_active = false where slug <> all($1::text[])", [
    modules.map(({ slug }) => slug),
  ]);
  await client.query(
    `insert into business_types (slug, name, description, icon, color, sort_order)
     select slug, name, description, icon, color, sort_order
       from jsonb_to_recordset($1::jsonb) as x(slug text, name text, description text, icon text, color text, sort_order smallint)
     on conflict (slug) do update set name = excluded.name, description = excluded.description, icon = excluded.icon,
       color = excluded.color, sort_order = excluded.sort_order`,
    [JSON.stringify(types)],
  );
  await client.query(
    `with told as (
       select b.id as business_type_id, m.id as module_id, x.priority, x.is_required
         from jsonb_to_recordset($1::jsonb) as x(type text, slug text, priority smallint, is_required boolean)
         join business_types b on b.slug = x.type join modules m on m.slug = x.slug
     ), gone as (
       delete from module_recommendations r where not exists (
         select from told t where t.business_type_id = r.business_type_id and t.module_id = r.module_id)
     )
     insert into module_recommendations (business_type_id, module_id, priority, is_required)
     select business_type_id, module_id, priority, is_required from told
     on conflict (business_type_id, module_id) do update set priority = excluded.priority, is_required = excluded.is_required`,
    [JSON.stringify(recommendations)],
  );
}
