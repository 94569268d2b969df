import { pause } from "../../../core/patience.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import { workAs, type Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordMail, recordMailJob } from "../../surel/actions/record-mail.ts";
import { findAddressee } from "../reads/links.ts";
import { normalkanPengenal } from "../rules/pengenal.ts";

/** So many links an hour are sent to one person, whoever asks for them. */
const mostLinks = 5;

/**
 * Sends a link for a new password to whoever has this name and an e-mail address. What is answered, when, and after how many
 * round trips, is the same whether or not there is such a person: what is done for one of them follows the answer. (So it is lost
 * should the edge die in this moment; whoever waits for the mail in vain asks again.)
 */
export async function requestReset(
  work: Work,
  asked: { readonly identifier: string; readonly host: string; readonly institution: string | null },
): Promise<void> {
  const { host, institution: slug } = asked;
  const [[found]] = await work.db.batchFor({ host, slug }, [findAddressee(normalkanPengenal(asked.identifier))]);
  if (found) work.later(sendLink(workAs(work, found.institution_id), found.user_id));
}

async function sendLink(work: Work, userId: string): Promise<void> {
  // The answer goes out before any of this is begun.
  await pause(1);
  await write(
    work,
    sql<Written<true>>`with ${resetLink(userId)},
      mail as (${recordMail(sql`change`, {
        templat: "atur_ulang",
        kepada: sql`c.surel`,
        user: sql`c.user_id`,
        data: sql`jsonb_build_object('tautan', c.id)`,
      })}),
      job as (${recordMailJob(sql`mail`, { createdBy: userId, trace: work.trace })})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: true, tags: false })} from change`,
  );
}

function resetLink(userId: string): Query {
  return sql`baru as (
      insert into tautan_akun (institution_id, user_id, tujuan, expires_at)
      select u.institution_id, u.id, 'atur_ulang', now() + interval '1 hour' from users u
       where u.id = ${userId}::uuid and u.aktif and (select count(*) from tautan_akun l where l.user_id = u.id
         and l.tujuan = 'atur_ulang' and l.expires_at > now()) < ${mostLinks}
      returning institution_id, id, user_id
    ), change as (select b.*, e.value as surel from baru b join user_identifiers e on e.user_id = b.user_id and e.kind = 'email')`;
}
