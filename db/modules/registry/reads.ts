import { Problem } from "../../core/problem.ts";
import { only, sql, type Query } from "../../core/postgres.ts";
import type { Work } from "../../core/work.ts";

/** A module `m` as everybody is shown it. */
const moduleJson = sql`jsonb_build_object('id', m.id, 'slug', m.slug, 'name', m.name, 'description', m.description, 'category', m.category,
  'icon', m.icon, 'version', m.version, 'is_core', m.is_core, 'dependencies', m.dependencies, 'settings', m.settings)`;

/** What an institution has of a module, as it is shown. */
export interface UserModule {
  readonly id: string;
  readonly module: { readonly slug: string } & Readonly<Record<string, unknown>>;
  readonly is_active: boolean;
  readonly activated_at: string;
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** The same in SQL: a row `a` of institution_modules with its module `m`. */
export const userModuleJson = sql`jsonb_build_object('id', a.id, 'module', ${moduleJson}, 'is_active', a.is_active,
  'activated_at', a.activated_at, 'configuration', a.configuration)`;

/** A kind of institution `b`. */
const businessTypeJson = sql`jsonb_build_object('id', b.id, 'slug', b.slug, 'name', b.name, 'description', b.description, 'icon', b.icon, 'color', b.color)`;

async function readData(work: Work, rows: Query): Promise<string> {
  const [found] = await work.db.batch(work.institutionId, [
    sql<{
      json: string;
    }>`select jsonb_build_object('data', coalesce(jsonb_agg(x.json order by x.urut), '[]'))::text as json from (${rows}) x`,
  ]);
  return only(found).json;
}

/** The kinds of institutions there are. */
export function readBusinessTypes(work: Work): Promise<string> {
  return readData(
    work,
    sql`select ${businessTypeJson} as json, b.sort_order as urut from business_types b where b.is_active`,
  );
}

/** One of them; `TIDAK_DITEMUKAN`. */
export async function readBusinessType(work: Work, id: string): Promise<string> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{
      json: string;
    }>`select ${businessTypeJson}::text as json from business_types b where b.id = ${id}::uuid and b.is_active`,
  ]);
  if (!found) throw new Problem("TIDAK_DITEMUKAN");
  return found.json;
}

/** The modules there are, what others depend on first; of one category if it is named. */
export function readModules(work: Work, category: string | null): Promise<string> {
  return readData(
    work,
    sql`select ${moduleJson} as json, m.sort_order as urut from modules m
      where m.is_active and (${category}::text is null or m.category = ${category})`,
  );
}

/** The modules recommended to a kind of institution, named by id or slug, the warmest first; `TIDAK_DITEMUKAN` for an unknown one. */
export async function readRecommendations(
  work: Work,
  type: { readonly id: string } | { readonly slug: string },
): Promise<string> {
  const wanted = "id" in type ? sql`b.id = ${type.id}::uuid` : sql`b.slug = ${type.slug}`;
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{ json: string }>`select jsonb_build_object('business_type', ${businessTypeJson}, 'data', coalesce((
        select jsonb_agg(jsonb_build_object('id', r.id, 'module', ${moduleJson}, 'priority', r.priority, 'is_required', r.is_required)
            order by r.priority, r.is_required desc, m.sort_order)
          from module_recommendations r join modules m on m.id = r.module_id where r.business_type_id = b.id and m.is_active), '[]'))::text as json
      from business_types b where ${wanted} and b.is_active`,
  ]);
  if (!found) throw new Problem("TIDAK_DITEMUKAN");
  return found.json;
}

/** What the institution has activated, now or once: with what it has set. */
export function readUserModules(work: Work): Promise<string> {
  return readData(
    work,
    sql`select ${userModuleJson} as json, m.sort_order as urut from institution_modules a join modules m on m.id = a.module_id`,
  );
}

/** What somebody has pinned to their dashboard, in their order; also what they may not see at present. */
export async function readPinned(work: Work, userId: string): Promise<readonly string[]> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{ widgets: string[] }>`select widgets from users where id = ${userId}::uuid`,
  ]);
  return only(rows).widgets;
}
