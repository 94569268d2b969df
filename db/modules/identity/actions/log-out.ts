import { sql } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { closePages, dropEnded } from "./end-sessions.ts";
import type { Principal } from "../principal.ts";
import { personTag } from "../rules/tags.ts";
import { recordActivity } from "./record-activity.ts";

/**
 * Ends the session that asks. Redis ends it for those who look there, the table for when Redis is away or was; the person's
 * tag makes sure that a Redis which missed it asks the table when it is back. The row may still be on its way (it follows
 * the answer of a login), so it is written as ended.
 */
export async function logOut(work: Work, principal: Principal, alamat: string): Promise<void> {
  await write(
    work,
    sql<Written<true>>`with change as (
        insert into sessions (institution_id, id, user_id, ended_at, alasan)
        values (${work.institutionId}::uuid, ${principal.session_id}::uuid, ${principal.user_id}::uuid, now(), 'keluar')
        on conflict (institution_id, id) do update set ended_at = excluded.ended_at, alasan = excluded.alasan where sessions.ended_at is null
        returning institution_id, user_id, id
      ), log as (${recordActivity(sql`change`, {
        user: sql`c.user_id`,
        oleh: sql`c.user_id`,
        aksi: "keluar",
        rincian: sql`jsonb_build_object('sesi', c.id)`,
        alamat: sql`${alamat}::text`,
      })}),
      event as (${closePages(sql`change`)}),
      bump as (${recordTags(sql`change`, sql`${[personTag(principal.user_id)]}::text[]`)})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: false, events: true })} from change`,
  );
  await dropEnded(work, [principal.session_id]);
}
