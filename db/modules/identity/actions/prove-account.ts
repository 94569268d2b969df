import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { hashOfNobody, verifyPassword } from "../password.ts";
import { findLogin, type Login } from "../reads.ts";
import { normalkanPengenal } from "../rules/pengenal.ts";
import { useFactor, type FactorOwner } from "./check-factor.ts";
import { recordFailure, type FailedLogin } from "./record-failure.ts";

/** What somebody gives to prove that an account is theirs, and where they knock: the host decides the institution, else the slug they name. */
export interface AccountProof {
  readonly identifier: string;
  readonly password: string;
  readonly host: string;
  readonly institution: string | null;
  /** A code of the authenticator app, or a recovery code: of those who have a second factor. */
  readonly otp?: string | undefined;
  readonly alamat: string;
  /** Counts a try at somebody's second factor, who gave the right password; throws when there were too many. */
  readonly countFactor: (owner: FactorOwner) => Promise<void>;
}

/** An account that was proved, with the hash that the password was checked against. */
export type ProvedAccount = Login & { readonly password_hash: string };

/**
 * Finds the account of whoever proves it to be theirs, in one round trip and one hash. An unknown name, a wrong password, somebody who
 * may no longer and somebody who has no password yet take the same time and get the same `IDENTITAS_ATAU_SANDI_SALAH`. The second
 * factor is asked for after that, so that nothing is told to whoever lacks the password: `OTP_DIPERLUKAN`, `OTP_SALAH`. Both
 * failures are logged once they have been answered.
 */
export async function proveAccount(
  work: Pick<Work, "config" | "db" | "later">,
  proof: AccountProof,
): Promise<ProvedAccount> {
  const { host, institution: slug, password, alamat } = proof;
  const identifier = normalkanPengenal(proof.identifier);
  const fail = (sebab: FailedLogin["sebab"]) => recordFailure(work, { identifier, host, slug, alamat, sebab });
  const [[found]] = await work.db.batchFor({ host, slug }, [findLogin(identifier)]);
  const known = await verifyPassword(found?.password_hash ?? hashOfNobody, password);
  if (!found?.password_hash || !known) {
    fail("sandi");
    throw new Problem("IDENTITAS_ATAU_SANDI_SALAH");
  }
  if (found.totp !== null) {
    try {
      await checkFactor(work, { ...found, totp: found.totp }, proof);
    } catch (error) {
      if (error instanceof Problem && error.code === "OTP_SALAH") fail("otp");
      throw error;
    }
  }
  return { ...found, password_hash: found.password_hash };
}

async function checkFactor(
  work: Pick<Work, "config" | "db">,
  { person, totp }: { readonly person: Login["person"]; readonly totp: string },
  { otp, countFactor }: AccountProof,
): Promise<void> {
  if (otp === undefined) throw new Problem("OTP_DIPERLUKAN");
  const owner = { institutionId: person.institution_id, userId: person.user_id, totp };
  await countFactor(owner);
  await useFactor(work, owner, otp);
}
