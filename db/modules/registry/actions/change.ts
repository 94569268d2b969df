import { recordEvents, type LiveType } from "../../../core/live.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordActivity, type By } from "../../identity/actions/record-activity.ts";
import { institutionTag } from "../../identity/rules/tags.ts";

/** What open pages hear of each change. */
const told = {
  modul_diaktifkan: "module.activated",
  modul_dinonaktifkan: "module.deactivated",
  modul_diatur: "module.configured",
} as const satisfies Record<string, LiveType>;

/**
 * Runs a change of the institution's modules: one at a time in an institution, so that what was looked at still holds when it is
 * written. `ctes` ends with `change`, the rows of institution_modules that were changed. All sessions of the institution then
 * see it, and open pages hear of which modules (`{ modul: slugs }`). Null when nothing was changed.
 */
export function writeModules<Answer>(
  work: Work,
  { principal, alamat }: By,
  change: {
    readonly ctes: Query;
    readonly aksi: keyof typeof told;
    /** Over the rows of `change`, as `c`. */
    readonly rincian: Query;
    /** Over all of them. */
    readonly answer: Query;
  },
): Promise<Answer | null> {
  const own = sql`${principal.user_id}::uuid`;
  return write(
    work,
    sql<Written<Answer>>`with ${change.ctes},
      told as (select institution_id from change limit 1),
      log as (${recordActivity(sql`told`, { user: own, oleh: own, aksi: change.aksi, rincian: change.rincian, alamat: sql`${alamat}::text` })}),
      event as (${recordEvents(sql`told`, { type: told[change.aksi], data: changedModules })}),
      bump as (${recordTags(sql`told`, sql`${[institutionTag]}::text[]`)})
      select ${writtenColumns(change.answer, { jobs: false, events: true })} from told`,
    [sql`select pg_advisory_xact_lock(hashtextextended('modul:' || ${work.institutionId}::text, 0))`],
  );
}

/** Their slugs, in the order of who needs whom. */
const changedModules = sql`jsonb_build_object('modul', (select jsonb_agg(m.slug order by m.sort_order) from change x join modules m on m.id = x.module_id))`;
