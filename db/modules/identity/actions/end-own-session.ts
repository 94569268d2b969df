import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { closePages, dropEnded } from "./end-sessions.ts";
import type { Principal } from "../principal.ts";
import { personTag } from "../rules/tags.ts";
import { recordActivity } from "./record-activity.ts";

/** Ends one of one's own sessions: a device that was left behind. `TIDAK_DITEMUKAN` for one that is not, or no longer. */
export async function endOwnSession(work: Work, principal: Principal, id: string, alamat: string): Promise<void> {
  const ended = await write(
    work,
    sql<Written<string>>`with change as (
        update sessions set ended_at = now(), alasan = 'keluar'
         where id = ${id} and user_id = ${principal.user_id} and ended_at is null returning institution_id, user_id, id
      ), log as (${recordActivity(sql`change`, {
        user: sql`c.user_id`,
        oleh: sql`c.user_id`,
        aksi: "sesi_diakhiri",
        rincian: sql`jsonb_build_object('sesi', c.id)`,
        alamat: sql`${alamat}::text`,
      })}),
      event as (${closePages(sql`change`)}),
      bump as (${recordTags(sql`change`, sql`${[personTag(principal.user_id)]}::text[]`)})
      select ${writtenColumns(sql`to_jsonb(id)`, { jobs: false, events: true })} from change`,
  );
  if (!ended) throw new Problem("TIDAK_DITEMUKAN");
  await dropEnded(work, [id]);
}
