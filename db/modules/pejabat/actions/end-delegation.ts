import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { disposes, recordDelegation } from "./delegation-parts.ts";

/**
 * Takes a delegation back before its last day: whoever gave it, the holder of its office, or an administrator. A u.b. below it ends
 * with it. `DELEGASI_BERAKHIR` where it is over; `TIDAK_DITEMUKAN` where it is nobody's business of whoever asks.
 */
export async function endDelegation(work: Work, principal: Principal, scope: Scope, id: string): Promise<void> {
  const own = sql`d.id = ${id}::uuid and d.asal_id is not null
    and (d.diberi_oleh = ${principal.user_id}::uuid or exists (select from pejabat p where p.id = d.asal_id and ${disposes(scope)}))`;
  const ended = await write(
    work,
    sql<Written<true>>`
    with change as (
      update pejabat x set diakhiri_pada = app_now(), diakhiri_oleh = ${principal.user_id}::uuid
        from pejabat d where ${own} and d.diakhiri_pada is null and d.selesai >= app_today()
         and (x.id = d.id or x.asal_id = d.id) and x.diakhiri_pada is null
      returning x.*
    ), ${recordDelegation(principal, "delegasi_diakhiri")}
    select ${writtenColumns(sql`'true'::jsonb`, { jobs: false, events: true })} from (select from change limit 1) satu`,
  );
  if (ended) return;
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{ id: string }>`select d.id from pejabat d where ${own}`,
  ]);
  throw new Problem(found ? "DELEGASI_BERAKHIR" : "TIDAK_DITEMUKAN");
}
