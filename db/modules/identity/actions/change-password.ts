import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordMail, recordMailJob } from "../../surel/actions/record-mail.ts";
import { recordActivity } from "./record-activity.ts";
import { closePages, dropEnded, endSessions } from "./end-sessions.ts";
import { hashPassword, verifyPassword } from "../password.ts";
import type { Principal } from "../principal.ts";
import { findCredentials } from "../reads/credentials.ts";
import { periksaSandi } from "../rules/sandi.ts";
import { personTag } from "../rules/tags.ts";
import { voidLinks } from "./use-link.ts";

/**
 * Changes one's own password, tells one so by mail, ends one's other sessions, and makes void every link that was sent: whoever knew the
 * old password, or could read one's mail, is out. The new hash is written only over the one that was checked, so that two changes at once
 * cannot both succeed.
 */
export async function changePassword(
  work: Work,
  principal: Principal,
  input: { readonly lama: string; readonly baru: string },
): Promise<void> {
  const [[current]] = await work.db.batch(work.institutionId, [findCredentials(principal.user_id)]);
  if (!current?.password_hash || !(await verifyPassword(current.password_hash, input.lama)))
    throw new Problem("SANDI_LAMA_SALAH");
  const code = periksaSandi(input.baru, [current.nama, current.institusi, current.slug, ...current.pengenal]);
  if (code) throw new Problem("DATA_TIDAK_SAH", { fields: [{ pointer: "/baru", code }] });
  const hash = await hashPassword(input.baru);
  const ended = await write(
    work,
    sql<Written<readonly string[]>>`with change as (
        update users set password_hash = ${hash}, password_changed_at = now()
         where id = ${principal.user_id} and password_hash = ${current.password_hash} returning institution_id, id
      ), ended as (
        ${endSessions(sql`change`, "sandi", principal.session_id)}
      ), own as (
        -- Its record may be on its way, and would find the password changed.
        insert into sessions (institution_id, id, user_id) select institution_id, ${principal.session_id}::uuid, id from change
        on conflict do nothing
      ), void as (${voidLinks(sql`change`)}),
      log as (${recordActivity(sql`change`, { user: sql`c.id`, oleh: sql`c.id`, aksi: "sandi_diganti" })}),
      event as (${closePages(sql`ended`)}),
      bump as (${recordTags(sql`change`, sql`${[personTag(principal.user_id)]}::text[]`)}),
      known as (select change.*, e.value as surel from change join user_identifiers e on e.user_id = change.id and e.kind = 'email'),
      mail as (${recordMail(sql`known`, { templat: "sandi_diganti", kepada: sql`c.surel`, user: sql`c.id` })}),
      job as (${recordMailJob(sql`mail`, { createdBy: principal.user_id, trace: work.trace })})
      select ${writtenColumns(sql`coalesce((select jsonb_agg(id) from ended), '[]')`, { jobs: true, events: true })} from change`,
  );
  if (!ended) throw new Problem("SANDI_LAMA_SALAH");
  await dropEnded(work, ended);
}
