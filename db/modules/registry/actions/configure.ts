import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { userModuleJson, type UserModule } from "../reads.ts";
import type { By } from "../../identity/actions/record-activity.ts";
import { writeModules } from "./change.ts";

/**
 * Sets some of what an institution may set of a module; the rest stays. Values are those that the module's schema let pass. The log
 * says what each of them was before. `TIDAK_DITEMUKAN`.
 */
export async function configureModule(
  work: Work,
  by: By,
  id: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<UserModule> {
  const text = JSON.stringify(settings);
  const configured = await writeModules<UserModule>(work, by, {
    ctes: sql`locked as (
        select a.id, a.configuration as sebelum from institution_modules a where a.id = ${id}::uuid for update
      ), change as (
        update institution_modules a set configuration = a.configuration || ${text}::jsonb, updated_at = now()
          from locked where a.id = locked.id returning a.*, locked.sebelum
      )`,
    aksi: "modul_diatur",
    rincian: sql`(select jsonb_build_object('modul', m.slug, 'sesudah', ${text}::jsonb, 'sebelum', (select coalesce(jsonb_object_agg(s.key, s.value), '{}')
        from jsonb_each(x.sebelum) s where ${text}::jsonb ? s.key)) from change x join modules m on m.id = x.module_id)`,
    answer: sql`(select ${userModuleJson} from change a join modules m on m.id = a.module_id)`,
  });
  if (!configured) throw new Problem("TIDAK_DITEMUKAN");
  return configured;
}
