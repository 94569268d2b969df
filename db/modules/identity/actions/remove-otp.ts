import { Problem } from "../../../core/problem.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordActivity } from "./record-activity.ts";
import type { Principal } from "../principal.ts";
import { personTag } from "../rules/tags.ts";
import { useFactor } from "./check-factor.ts";
import { checkPassword } from "./check-password.ts";

/** Removes one's own second factor, against password and a code of it. `SANDI_SALAH`; `OTP_SALAH`; `OTP_TIDAK_AKTIF`. */
export async function removeOtp(
  work: Work,
  principal: Principal,
  proof: { readonly password: string; readonly kode: string },
): Promise<void> {
  const userId = principal.user_id;
  const { totp, totp_aktif } = await checkPassword(work, userId, proof.password);
  if (totp === null || !totp_aktif) throw new Problem("OTP_TIDAK_AKTIF");
  await useFactor(work, { institutionId: work.institutionId, userId, totp }, proof.kode);
  const removed = await write(
    work,
    sql<Written<true>>`with change as (${removeFactor(userId)}),
      codes as (delete from kode_pemulihan k using change where k.user_id = change.id),
      log as (${recordActivity(sql`change`, { user: sql`c.id`, oleh: sql`c.id`, aksi: "otp_dilepas" })}),
      bump as (${recordTags(sql`change`, sql`${[personTag(userId)]}::text[]`)})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: false })} from change`,
  );
  if (!removed) throw new Problem("OTP_TIDAK_AKTIF");
}

/** The CTE body that takes a factor off an account. The last step stays: a code that was used opens no later factor either. */
function removeFactor(userId: string): Query {
  return sql`update users set totp = null, totp_sejak = null, updated_at = now()
    where id = ${userId}::uuid and totp_sejak is not null returning institution_id, id`;
}
