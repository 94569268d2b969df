import { sql, type Query } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordActivity } from "../../identity/actions/record-activity.ts";
import type { Principal } from "../../identity/principal.ts";
import { institutionTag } from "../../identity/rules/tags.ts";

/** Who changes something, and from which address. */
export interface By {
  readonly principal: Principal;
  readonly alamat: string;
}

/**
 * Runs a change of the institution's modules: one at a time in an institution, so that what was looked at still holds when it is
 * written. `ctes` ends with `change`, the rows of institution_modules that were changed. All sessions of the institution then
 * see it. Null when nothing was changed.
 */
export function writeModules<Answer>(
  work: Work,
  { principal, alamat }: By,
  change: {
    readonly ctes: Query;
    readonly aksi: "modul_diaktifkan" | "modul_dinonaktifkan" | "modul_diatur";
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
      bump as (${recordTags(sql`told`, sql`${[institutionTag]}::text[]`)})
      select ${writtenColumns(change.answer, { jobs: false })} from told`,
    [sql`select pg_advisory_xact_lock(hashtextextended('modul:' || ${work.institutionId}::text, 0))`],
  );
}
