import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { closePages, dropEnded, endSessions } from "./end-sessions.ts";
import type { Principal, Scope } from "../principal.ts";
import { personTag } from "../rules/tags.ts";
import { findRefusedUser } from "./explain-user.ts";
import { recordActivity } from "./record-activity.ts";
import { lockUser } from "./user-parts.ts";

/**
 * Ends all sessions of somebody: of a telephone that was lost, where the institution lets nobody in twice. A session whose
 * record is on its way finds a number above its own, and is none either. `TIDAK_DITEMUKAN`; `DI_LUAR_KEWENANGAN` of who may do
 * more than oneself. Answers with the ids of those that ended.
 */
export async function endSessionsOf(
  work: Work,
  principal: Principal,
  scope: Scope,
  asked: { readonly id: string; readonly alamat: string },
): Promise<readonly string[]> {
  const ended = await write(
    work,
    sql<Written<readonly string[]>>`with locked as (${lockUser(asked.id, principal, scope)}),
      change as (
        update users u set versi_sesi = greatest(u.versi_sesi + 1, (extract(epoch from clock_timestamp()) * 1000)::bigint)
          from locked where u.id = locked.id returning u.institution_id, u.id
      ), ended as (${endSessions(sql`change`, "admin")}),
      log as (${recordActivity(sql`change`, {
        user: sql`c.id`,
        oleh: sql`${principal.user_id}::uuid`,
        aksi: "sesi_diakhiri",
        rincian: sql`jsonb_build_object('jumlah', (select count(*) from ended))`,
        alamat: sql`${asked.alamat}::text`,
      })}),
      event as (${closePages(sql`ended`)}),
      bump as (${recordTags(sql`change`, sql`${[personTag(asked.id)]}::text[]`)})
      select ${writtenColumns(sql`coalesce((select jsonb_agg(id) from ended), '[]')`, { jobs: false, events: true })} from change`,
  );
  if (!ended) {
    await findRefusedUser(work, principal, scope, asked.id);
    throw new Problem("TIDAK_DITEMUKAN");
  }
  await dropEnded(work, ended);
  return ended;
}
