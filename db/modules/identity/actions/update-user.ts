import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordMail, recordMailJob } from "../../surel/actions/record-mail.ts";
import { appoints } from "../authority.ts";
import type { Principal, Scope } from "../principal.ts";
import type { PenggunaDiubah } from "../rules/pengguna.ts";
import { checkPassword } from "./check-password.ts";
import type { UserChanged } from "./create-user.ts";
import { explainStaff, explainUserError, findRefusedUser } from "./explain-user.ts";
import { recordActivity } from "./record-activity.ts";
import { voidLinks } from "./use-link.ts";
import { dropUserTags, lockUser, mayBeStaff } from "./user-parts.ts";

/**
 * Changes an account whole: name, names to log in with, staff record. Whoever read an older version is told so
 * (`VERSI_BERUBAH`) and overwrites nothing. With the e-mail address every link is void that went to the former one, or was handed over
 * because there was none, and the former one is told. Only an administrator says whose staff record their own account has
 * (`AKUN_SENDIRI`): what is that person's would be theirs. Whoever changes their own e-mail address gives their password, as on their
 * profile: a session that was stolen does not know it, and could have a new one sent to the address (`SANDI_SALAH`).
 */
export async function updateUser(
  work: Work,
  principal: Principal,
  scope: Scope,
  target: { readonly id: string; readonly versi: number },
  input: PenggunaDiubah,
): Promise<UserChanged> {
  const pegawaiId = input.pegawai_id ?? null;
  const own = target.id === principal.user_id;
  if (own && !appoints(principal) && pegawaiId !== principal.pegawai_id) throw new Problem("AKUN_SENDIRI");
  if (own && input.password !== undefined) await checkPassword(work, principal.user_id, input.password);
  const mayMove = !own || input.password !== undefined;
  const names = sql`jsonb_each_text(${JSON.stringify(input.pengenal)}::jsonb) n`;
  try {
    const updated = await write(
      work,
      sql<Written<UserChanged>>`
      with locked as (${lockUser(target.id, principal, scope)}),
      change as (
        update users u set nama = ${input.nama}, pegawai_id = ${pegawaiId}::uuid, updated_at = now() from locked
         where u.id = locked.id and locked.versi = ${target.versi}
           and (${mayMove} or ${input.pengenal.email ?? null}::text is not distinct from
             (select x.value from user_identifiers x where x.user_id = locked.id and x.kind = 'email'))
           and (locked.pegawai_id is not distinct from ${pegawaiId}::uuid or ${mayBeStaff(scope, pegawaiId)})
        returning u.institution_id, u.id, u.versi
      ), former as (
        delete from user_identifiers x using change c where x.user_id = c.id and not exists (select from ${names} where n.key = x.kind and n.value = x.value)
        returning x.institution_id, x.user_id, x.kind, x.value
      ),
      -- counted first, so that a name which becomes one of another kind has gone before it comes
      added as (
        insert into user_identifiers (institution_id, value, kind, user_id)
        select c.institution_id, n.value, n.key, c.id from change c, ${names}
         where (select count(*) from former) >= 0
           and not exists (select from user_identifiers x where x.user_id = c.id and x.kind = n.key and x.value = n.value)
        returning kind
      ), void as (${voidLinks(sql`(select id from change where 'email' in (select kind from former union select kind from added))`)}),
      log as (${recordActivity(sql`change`, {
        user: sql`c.id`,
        oleh: sql`${principal.user_id}::uuid`,
        aksi: "diubah",
        rincian: sql`jsonb_build_object('jenis', coalesce((select jsonb_agg(distinct kind) from (select kind from former union select kind from added) j), '[]'))`,
      })}),
      bump as (${dropUserTags}),
      mail as (${recordMail(sql`(select * from former where kind = 'email')`, {
        templat: "surel_diganti",
        kepada: sql`c.value`,
        user: sql`c.user_id`,
      })}),
      job as (${recordMailJob(sql`mail`, { createdBy: principal.user_id, trace: work.trace })})
      select ${writtenColumns(sql`jsonb_build_object('id', change.id, 'versi', change.versi)`, { jobs: true })} from change`,
    );
    if (updated) return updated;
  } catch (error) {
    throw await explainUserError(work, error, target.id, input.pengenal);
  }
  const found = await findRefusedUser(work, principal, scope, target.id);
  if (found.versi !== target.versi) throw new Problem("VERSI_BERUBAH", { values: { versi: found.versi } });
  await explainStaff(work, scope, pegawaiId);
  if (!mayMove) throw new Problem("SANDI_SALAH");
  throw new Problem("VERSI_BERUBAH", { values: { versi: found.versi } });
}
