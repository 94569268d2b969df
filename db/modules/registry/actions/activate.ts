import { Problem } from "../../../core/problem.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { userModuleJson, type UserModule } from "../reads.ts";
import type { By } from "../../identity/actions/record-activity.ts";
import { writeModules } from "./change.ts";

/** What the institution now has of a module, and which were activated for it (those that it needs, itself last); none when it was active. */
export interface Activated extends UserModule {
  readonly diaktifkan: readonly string[];
}

/**
 * The module `asked` and all that it needs (`needed`), each with what the institution has of it: `on` when it is there. Nothing
 * where the module is withdrawn or is one that everybody has.
 */
const needed = (moduleId: string): Query => sql`recursive asked as (
    select m.* from modules m where m.id = ${moduleId}::uuid and m.is_active and not m.is_core
  ), closure(slug) as (
    select slug from asked
    union select d.slug from closure c join modules m on m.slug = c.slug, unnest(m.dependencies) d(slug)
  ), needed as (
    select m.id, m.slug, m.sort_order, m.is_active and (m.is_core or coalesce(a.is_active, false)) as on, m.is_active as offered,
           m.is_core or is_licensed(m.slug) as licensed
      from closure c join modules m on m.slug = c.slug left join institution_modules a on a.module_id = m.id
  )`;

/**
 * Activates a module for the institution; with `cascade` what it needs and is not active as well, in the order of who needs
 * whom. What was set of it before counts again. One that is active stays as it is. `MODUL_SELALU_AKTIF` for the platform's own,
 * `DEPENDENSI_BELUM_AKTIF` with those that are missing, `MODUL_TIDAK_TERSEDIA` when one of them is withdrawn,
 * `MODUL_TIDAK_AKTIF` when the institution has no licence for one of them, `TIDAK_DITEMUKAN`.
 */
export async function activateModule(work: Work, by: By, moduleId: string, cascade: boolean): Promise<Activated> {
  const activated = await writeModules<Activated>(work, by, {
    ctes: sql`${needed(moduleId)}, change as (
        insert into institution_modules as a (institution_id, module_id, is_active, activated_by)
        select ${work.institutionId}::uuid, n.id, true, ${by.principal.user_id}::uuid from needed n, asked
         where not n.on and not exists (select from needed o where not o.offered or not o.licensed)
           and (${cascade} or not exists (select from needed o where not o.on and o.id <> asked.id))
         order by n.sort_order
        on conflict (institution_id, module_id) do update
          set is_active = true, activated_at = now(), activated_by = excluded.activated_by, updated_at = now()
        returning a.*
      )`,
    aksi: "modul_diaktifkan",
    rincian: sql`jsonb_build_object('modul', (select jsonb_agg(n.slug order by n.sort_order) from change x join needed n on n.id = x.module_id))`,
    answer: sql`(select ${userModuleJson} from change a join asked m on m.id = a.module_id)
      || jsonb_build_object('diaktifkan', (select jsonb_agg(n.slug order by n.sort_order) from change x join needed n on n.id = x.module_id))`,
  });
  return activated ?? (await explain(work, moduleId));
}

async function explain(work: Work, moduleId: string): Promise<Activated> {
  const [[module], missing] = await work.db.batch(work.institutionId, [
    sql<{ slug: string; is_core: boolean; own: UserModule | null }>`select m.slug, m.is_core,
        (select ${userModuleJson} from institution_modules a where a.module_id = m.id and a.is_active) as own
      from modules m where m.id = ${moduleId}::uuid and m.is_active`,
    sql<{
      slug: string;
      offered: boolean;
      licensed: boolean;
      itself: boolean;
    }>`with ${needed(moduleId)} select n.slug, n.offered, n.licensed, n.id = asked.id as itself from needed n, asked
        where not n.on or not n.licensed order by n.sort_order`,
  ]);
  if (!module) throw new Problem("TIDAK_DITEMUKAN");
  if (module.is_core) throw new Problem("MODUL_SELALU_AKTIF", { values: { modul: module.slug } });
  const unlicensed = missing.filter(({ licensed }) => !licensed).map(({ slug }) => slug);
  if (unlicensed.length > 0) throw new Problem("MODUL_TIDAK_AKTIF", { values: { modul: unlicensed } });
  if (module.own) return { ...module.own, diaktifkan: [] };
  const withdrawn = missing.filter(({ offered }) => !offered).map(({ slug }) => slug);
  if (withdrawn.length > 0) throw new Problem("MODUL_TIDAK_TERSEDIA", { values: { modul: withdrawn } });
  throw new Problem("DEPENDENSI_BELUM_AKTIF", {
    values: { modul: module.slug, butuh: missing.filter(({ itself }) => !itself).map(({ slug }) => slug) },
  });
}
