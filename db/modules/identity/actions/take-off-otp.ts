import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordMail, recordMailJob } from "../../surel/actions/record-mail.ts";
import type { Principal, Scope } from "../principal.ts";
import { checkPassword } from "./check-password.ts";
import { closePages, dropEnded, endSessions } from "./end-sessions.ts";
import { findRefusedUser } from "./explain-user.ts";
import { recordActivity } from "./record-activity.ts";
import { dropUserTags, lockUser } from "./user-parts.ts";

/**
 * Takes the second factor off the account of somebody who lost it, with its recovery codes, ends their sessions, and tells them by
 * mail. Where a role of theirs demands a factor, they set one up anew before anything else. Not off one's own account, which
 * wants a code (`AKUN_SENDIRI`). Whoever does it gives their own password again, which a session that was stolen does not know
 * (`SANDI_SALAH`). `TIDAK_DITEMUKAN`; `DI_LUAR_KEWENANGAN`; `OTP_TIDAK_AKTIF`. Answers with the ids of the
 * sessions that ended.
 */
export async function takeOffOtp(
  work: Work,
  principal: Principal,
  scope: Scope,
  asked: { readonly id: string; readonly password: string; readonly alamat: string },
): Promise<readonly string[]> {
  if (asked.id === principal.user_id) throw new Problem("AKUN_SENDIRI");
  await checkPassword(work, principal.user_id, asked.password);
  const ended = await write(
    work,
    sql<Written<readonly string[]>>`with locked as (${lockUser(asked.id, principal, scope)}),
      change as (
        -- A session whose record is on its way finds a number above its own, and is none either.
        update users u set totp = null, totp_sejak = null, updated_at = now(),
               versi_sesi = greatest(u.versi_sesi + 1, (extract(epoch from clock_timestamp()) * 1000)::bigint)
          from locked where u.id = locked.id and locked.totp_sejak is not null returning u.institution_id, u.id
      ), codes as (delete from kode_pemulihan k using change where k.user_id = change.id),
      ended as (${endSessions(sql`change`, "admin")}),
      log as (${recordActivity(sql`change`, {
        user: sql`c.id`,
        oleh: sql`${principal.user_id}::uuid`,
        aksi: "otp_dilepas",
        alamat: sql`${asked.alamat}::text`,
      })}),
      event as (${closePages(sql`ended`)}),
      bump as (${dropUserTags}),
      told as (select change.*, e.value as surel from change join user_identifiers e on e.user_id = change.id and e.kind = 'email'),
      mail as (${recordMail(sql`told`, { templat: "otp_dilepas", kepada: sql`c.surel`, user: sql`c.id` })}),
      job as (${recordMailJob(sql`mail`, { createdBy: principal.user_id, trace: work.trace })})
      select ${writtenColumns(sql`coalesce((select jsonb_agg(id) from ended), '[]')`, { jobs: true, events: true })} from change`,
  );
  if (!ended) {
    await findRefusedUser(work, principal, scope, asked.id);
    throw new Problem("OTP_TIDAK_AKTIF");
  }
  await dropEnded(work, ended);
  return ended;
}
