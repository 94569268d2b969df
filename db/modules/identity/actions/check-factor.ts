import { openField } from "../../../core/crypto.ts";
import { Problem } from "../../../core/problem.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { recordActivity } from "./record-activity.ts";
import { useStep } from "../reads/credentials.ts";
import { hashRecoveryCode, isRecoveryCode } from "../recovery-codes.ts";
import { stepOfCode } from "../totp.ts";

/** Where the secret of a second factor belongs; bound into its seal. */
export const totpPlace = "users.totp";

/** Whose factor is checked: their secret, sealed. */
export interface FactorOwner {
  readonly institutionId: string;
  readonly userId: string;
  readonly totp: string;
}

/**
 * Checks a code of the authenticator app, or a recovery code, and uses it up: it never counts again, though it were sent twice
 * at once. One round trip, none for a code that fits nothing. `OTP_SALAH`.
 */
export async function useFactor(work: Pick<Work, "config" | "db">, owner: FactorOwner, code: string): Promise<void> {
  const used = await statementOf(work, owner, code.trim());
  const [[row]] = used ? await work.db.batch(owner.institutionId, [used]) : [[]];
  if (!row) throw new Problem("OTP_SALAH");
}

async function statementOf(
  work: Pick<Work, "config">,
  owner: FactorOwner,
  code: string,
): Promise<Query<{ id: string }> | null> {
  if (isRecoveryCode(code)) return useRecoveryCode(owner.userId, await hashRecoveryCode(work.config, owner, code));
  const step = await stepOfCode(await openField(work.config, totpPlace, owner.totp), code, Date.now());
  return step === null ? null : useStep(owner.userId, owner.totp, step);
}

function useRecoveryCode(userId: string, hashes: readonly string[]): Query<{ id: string }> {
  return sql`with change as (
      update kode_pemulihan set used_at = now()
       where user_id = ${userId}::uuid and hash = any(${hashes}::text[]) and used_at is null returning institution_id, user_id as id
    ), log as (${recordActivity(sql`change`, { user: sql`c.id`, oleh: sql`c.id`, aksi: "kode_pemulihan_dipakai" })})
    select id from change`;
}
