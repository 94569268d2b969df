import { openField, sealField } from "../../../core/crypto.ts";
import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../principal.ts";
import { newTotpSecret, otpauthUri } from "../totp.ts";
import { totpPlace } from "./check-factor.ts";
import { checkPassword } from "./check-password.ts";

/** A secret that was made and does not count yet, and the address by which an app takes it. */
export interface OtpBegun {
  readonly rahasia: string;
  readonly otpauth: string;
}

/**
 * Makes the secret of a second factor, which counts once a code of it was given. Asked again before that, another takes its
 * place. `SANDI_SALAH`; `OTP_SUDAH_AKTIF`.
 */
export async function beginOtp(work: Work, principal: Principal, password: string): Promise<OtpBegun> {
  const known = await checkPassword(work, principal.user_id, password);
  const sealed = await sealField(work.config, totpPlace, newTotpSecret());
  const kept = await write(
    work,
    sql<Written<string>>`with change as (
        update users set totp = ${sealed}, updated_at = now()
         where id = ${principal.user_id}::uuid and totp_sejak is null returning totp
      ) select ${writtenColumns(sql`to_jsonb(totp)`, { jobs: false, tags: false })} from change`,
  );
  if (kept === null) throw new Problem("OTP_SUDAH_AKTIF");
  const rahasia = await openField(work.config, totpPlace, kept);
  return { rahasia, otpauth: otpauthUri(rahasia, { issuer: known.institusi, name: known.pengenal[0] ?? known.nama }) };
}
