import { Problem } from "../../../core/problem.ts";
import { DatabaseError, sql, type Query } from "../../../core/postgres.ts";
import { workAs, type Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordMail, recordMailJob } from "../../surel/actions/record-mail.ts";
import { readLinkToken } from "../link-token.ts";
import type { Principal } from "../principal.ts";
import { checkPassword } from "./check-password.ts";
import { recordActivity } from "./record-activity.ts";
import { useLink } from "./use-link.ts";
import { dropUserTags } from "./user-parts.ts";

/**
 * Sends a link to a new e-mail address, good for a day; the address counts once the link was used. Wants the password again, because
 * whoever has the address can have a new password sent to it. `SANDI_SALAH`; `PENGENAL_DIPAKAI` when it is somebody else's.
 */
export async function requestEmail(
  work: Work,
  principal: Principal,
  asked: { readonly surel: string; readonly password: string },
): Promise<void> {
  await checkPassword(work, principal.user_id, asked.password);
  const sent = await write(
    work,
    sql<Written<true>>`with change as (
        insert into tautan_akun (institution_id, user_id, tujuan, surel, expires_at)
        select u.institution_id, u.id, 'surel', ${asked.surel}, now() + interval '1 day' from users u
         where u.id = ${principal.user_id}::uuid and u.aktif and not exists (
           select from user_identifiers x where x.value = ${asked.surel} and (x.user_id <> u.id or x.kind <> 'email'))
        returning institution_id, id, user_id, surel
      ), mail as (${recordMail(sql`change`, {
        templat: "konfirmasi_surel",
        kepada: sql`c.surel`,
        user: sql`c.user_id`,
        data: sql`jsonb_build_object('tautan', c.id)`,
      })}),
      job as (${recordMailJob(sql`mail`, { createdBy: principal.user_id, trace: work.trace })})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: true, tags: false })} from change`,
  );
  if (!sent) throw taken();
}

/** Lets a confirmed address count in the place of the former one; links that were sent there are void, and it is told. `TAUTAN_TIDAK_BERLAKU`; `PENGENAL_DIPAKAI`. */
export async function confirmEmail(work: Work, token: string, alamat: string): Promise<void> {
  const claims = await readLinkToken(work.config, token, "surel");
  if (!claims) throw new Problem("TAUTAN_TIDAK_BERLAKU");
  const inside = workAs(work, claims.institutionId);
  try {
    if (!(await write(inside, confirmation(inside, claims.linkId, alamat)))) throw new Problem("TAUTAN_TIDAK_BERLAKU");
  } catch (error) {
    throw error instanceof DatabaseError && error.constraint === "user_identifiers_pkey" ? taken() : error;
  }
}

function confirmation({ trace }: Work, linkId: string, alamat: string): Query<Written<true>> {
  return sql`with ${useLink(linkId, "surel")},
    change as (select * from used),
    gone as (
      delete from user_identifiers x using change where x.user_id = change.id and x.kind = 'email' returning x.value
    ), named as (
      -- counted first, so that the former address is gone before the new one comes
      insert into user_identifiers (institution_id, value, kind, user_id)
      select institution_id, surel, 'email', id from change, (select count(*) from gone) former
    ), log as (${recordActivity(sql`change`, {
      user: sql`c.id`,
      oleh: sql`c.id`,
      aksi: "profil_diubah",
      rincian: sql`'{"kolom": ["surel"]}'::jsonb`,
      alamat: sql`${alamat}::text`,
    })}),
    bump as (${dropUserTags}),
    told as (select change.institution_id, change.id, gone.value as surel from change, gone),
    mail as (${recordMail(sql`told`, { templat: "surel_diganti", kepada: sql`c.surel`, user: sql`c.id` })}),
    job as (${recordMailJob(sql`mail`, { createdBy: null, trace })})
    select ${writtenColumns(sql`'true'::jsonb`, { jobs: true })} from change`;
}

function taken(): Problem {
  return new Problem("PENGENAL_DIPAKAI", {
    values: { jenis: "email" },
    fields: [{ pointer: "/surel", code: "PENGENAL_DIPAKAI" }],
  });
}
