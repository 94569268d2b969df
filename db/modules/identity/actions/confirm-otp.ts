import { openField, sealField } from "../../../core/crypto.ts";
import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordActivity } from "./record-activity.ts";
import type { Principal } from "../principal.ts";
import { findCredentials } from "../reads/credentials.ts";
import { hashRecoveryCode, newRecoveryCodes } from "../recovery-codes.ts";
import { personTag } from "../rules/tags.ts";
import { stepOfCode } from "../totp.ts";
import { totpPlace } from "./check-factor.ts";

/** Where the codes lie sealed that a repeated request is answered with. */
const answerPlace = "idempotency_keys.answer kode_pemulihan";

/**
 * Lets a second factor count, from a code that shows that the app has its secret. Answers the recovery codes, which are never
 * shown again: only hashes of them are kept. `OTP_SALAH`; `OTP_TIDAK_AKTIF` when none was begun, `OTP_SUDAH_AKTIF`.
 */
export async function confirmOtp(work: Work, principal: Principal, code: string): Promise<readonly string[]> {
  const userId = principal.user_id;
  const [[found]] = await work.db.batch(work.institutionId, [findCredentials(userId)]);
  if (!found?.totp) throw new Problem("OTP_TIDAK_AKTIF");
  const step = await stepOfCode(await openField(work.config, totpPlace, found.totp), code, Date.now());
  if (step === null) throw new Problem("OTP_SALAH");

  const codes = newRecoveryCodes();
  const owner = { institutionId: work.institutionId, userId };
  const hashes = await Promise.all(codes.map(async (one) => (await hashRecoveryCode(work.config, owner, one))[0]));
  const sealed = await sealField(work.config, answerPlace, JSON.stringify(codes));
  const kept = await write(
    work,
    sql<Written<string>>`with change as (
        update users set totp_sejak = now(), totp_langkah = ${step}, updated_at = now()
         where id = ${userId}::uuid and totp = ${found.totp} and totp_sejak is null returning institution_id, id
      ), gone as (delete from kode_pemulihan k using change where k.user_id = change.id),
      codes as (
        insert into kode_pemulihan (institution_id, user_id, hash)
        select change.institution_id, change.id, hash from change, unnest(${hashes}::text[]) hash
      ), log as (${recordActivity(sql`change`, { user: sql`c.id`, oleh: sql`c.id`, aksi: "otp_dipasang" })}),
      bump as (${recordTags(sql`change`, sql`${[personTag(userId)]}::text[]`)})
      select ${writtenColumns(sql`to_jsonb(${sealed}::text)`, { jobs: false })} from change`,
  );
  if (kept === null) throw new Problem("OTP_SUDAH_AKTIF");
  return JSON.parse(await openField(work.config, answerPlace, kept)) as string[];
}
