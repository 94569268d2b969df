import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordMail, recordMailJob } from "../../surel/actions/record-mail.ts";
import { closePages, dropEnded, endSessions } from "./end-sessions.ts";
import { hashPassword } from "../password.ts";
import { openLink } from "../reads/links.ts";
import { periksaSandi } from "../rules/sandi.ts";
import { recordActivity } from "./record-activity.ts";
import { useLink } from "./use-link.ts";
import { dropUserTags } from "./user-parts.ts";

/** A password chosen through a link: what the link was for, where the password stands in the request, from which address. */
export interface ChosenPassword {
  readonly token: string;
  readonly tujuan: "undangan" | "atur_ulang";
  readonly sandi: string;
  readonly pointer: string;
  readonly alamat: string;
}

/**
 * Sets the password of whoever holds a link, which is used up by it: of two who use it at once, one succeeds. Ends all sessions of
 * theirs, makes every other link of theirs void, and tells them of a password that was forgotten. A second factor stays: whoever reads
 * somebody's mail has not their telephone. `TAUTAN_TIDAK_BERLAKU`; `DATA_TIDAK_SAH` for a password that is no good, and the link may be
 * used again.
 */
export async function choosePassword(work: Work, chosen: ChosenPassword): Promise<void> {
  const { tujuan, sandi, pointer, alamat } = chosen;
  const { inside, linkId, holder } = await openLink(work, chosen.token, tujuan);
  const code = periksaSandi(sandi, [holder.nama, holder.institusi, holder.slug, ...holder.pengenal]);
  if (code) throw new Problem("DATA_TIDAK_SAH", { fields: [{ pointer, code }] });

  const hash = await hashPassword(sandi);
  const ended = await write(
    inside,
    sql<Written<readonly string[]>>`with ${useLink(linkId, tujuan)},
      change as (
        update users u set password_hash = ${hash}, password_changed_at = now(), updated_at = now() from used
         where u.id = used.id returning u.institution_id, u.id
      ), ended as (${endSessions(sql`change`, "sandi")}),
      log as (${recordActivity(sql`change`, {
        user: sql`c.id`,
        oleh: sql`c.id`,
        aksi: "sandi_diatur_ulang",
        rincian: sql`jsonb_build_object('tautan', ${tujuan}::text)`,
        alamat: sql`${alamat}::text`,
      })}),
      event as (${closePages(sql`ended`)}),
      bump as (${dropUserTags}),
      told as (
        select change.*, e.value as surel from change join user_identifiers e on e.user_id = change.id and e.kind = 'email'
         where ${tujuan}::text = 'atur_ulang'
      ), mail as (${recordMail(sql`told`, { templat: "sandi_diganti", kepada: sql`c.surel`, user: sql`c.id` })}),
      job as (${recordMailJob(sql`mail`, { createdBy: holder.user_id, trace: work.trace })})
      select ${writtenColumns(sql`coalesce((select jsonb_agg(id) from ended), '[]')`, { jobs: true, events: true })} from change`,
  );
  if (!ended) throw new Problem("TAUTAN_TIDAK_BERLAKU");
  await dropEnded(inside, ended);
}
