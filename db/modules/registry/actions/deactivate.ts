import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { By } from "../../identity/actions/record-activity.ts";
import { writeModules } from "./change.ts";

/**
 * Deactivates what the institution has of a module: its routes stop, its data and what was set of it stay. What is not active
 * stays as it is. `MODUL_DIPAKAI` with the active modules that need it, `TIDAK_DITEMUKAN`.
 */
export async function deactivateModule(work: Work, by: By, id: string): Promise<void> {
  const deactivated = await writeModules<true>(work, by, {
    ctes: sql`target as (
        select a.id, m.slug from institution_modules a join modules m on m.id = a.module_id where a.id = ${id}::uuid and a.is_active
      ), change as (
        update institution_modules a set is_active = false, updated_at = now() from target
         where a.id = target.id and not exists (${needing()})
        returning a.*, target.slug
      )`,
    aksi: "modul_dinonaktifkan",
    rincian: sql`(select jsonb_build_object('modul', jsonb_build_array(slug)) from change)`,
    answer: sql`'true'::jsonb`,
  });
  if (deactivated) return;
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{ slug: string; oleh: string[] }>`with target as (
        select a.id, m.slug from institution_modules a join modules m on m.id = a.module_id where a.id = ${id}::uuid
      ) select target.slug, array(${needing()} order by m.sort_order) as oleh from target`,
  ]);
  if (!found) throw new Problem("TIDAK_DITEMUKAN");
  if (found.oleh.length > 0) throw new Problem("MODUL_DIPAKAI", { values: { modul: found.slug, oleh: found.oleh } });
}

/** The active modules that need the one in `target`. */
function needing() {
  return sql`select m.slug from institution_modules o join modules m on m.id = o.module_id where o.is_active and target.slug = any(m.dependencies)`;
}
