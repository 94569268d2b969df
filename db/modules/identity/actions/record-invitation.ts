import { sql, type Query } from "../../../core/postgres.ts";
import type { Trace } from "../../../core/trace.ts";
import { recordMail, recordMailJob } from "../../surel/actions/record-mail.ts";
import { recordActivity } from "./record-activity.ts";

/** Days in which an invitation can be accepted. */
export const invitationDays = 7;

/**
 * The CTEs that invite the people of `from` (institution_id, user_id, surel) to choose their first password, in the statement that
 * finds or makes them. `undangan` are their invitations (institution_id, id, user_id, surel, expires_at), each with a line in
 * the log, which says where the link is to be handed over; whoever has an address is sent a mail (`mail`, `job`). Of several invitations of one person the newest counts.
 */
export function recordInvitations(from: Query, by: { oleh: string; alamat: string; trace: Trace }): Query {
  return sql`tautan as (
      insert into tautan_akun (institution_id, user_id, tujuan, expires_at)
      select o.institution_id, o.user_id, 'undangan', now() + make_interval(days => ${invitationDays}) from ${from} o
      returning institution_id, id, user_id, expires_at
    ), undangan as (
      select t.*, o.surel from tautan t join ${from} o on o.user_id = t.user_id
    ), diundang as (${recordActivity(sql`undangan`, {
      user: sql`c.user_id`,
      oleh: sql`${by.oleh}::uuid`,
      aksi: "diundang",
      // Whoever is handed the link could use it themselves.
      rincian: sql`case when c.surel is null then '{"serahkan": true}'::jsonb else '{}'::jsonb end`,
      alamat: sql`${by.alamat}::text`,
    })}), mail as (${recordMail(sql`(select * from undangan where surel is not null)`, {
      templat: "undangan",
      kepada: sql`c.surel`,
      user: sql`c.user_id`,
      data: sql`jsonb_build_object('tautan', c.id)`,
    })}), job as (${recordMailJob(sql`mail`, { createdBy: by.oleh, trace: by.trace })})`;
}
