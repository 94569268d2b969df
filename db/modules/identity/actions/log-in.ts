import { Problem } from "../../../core/problem.ts";
import { workAs, type Work } from "../../../core/work.ts";
import { openSession, type Device, type OpenedSession } from "../open-session.ts";
import { hashOfNobody, isOutdated, verifyPassword } from "../password.ts";
import { findLogin, type Login } from "../reads.ts";
import { normalkanPengenal } from "../rules/pengenal.ts";
import { renewHash } from "./renew-hash.ts";
import { useFactor, type FactorOwner } from "./check-factor.ts";

/** What a person gives to log in, and where they knock: the host decides the institution, else the slug they name. */
export interface LogIn extends Device {
  readonly identifier: string;
  readonly password: string;
  readonly host: string;
  readonly institution: string | null;
  /** A code of the authenticator app, or a recovery code: of those who have a second factor. */
  readonly otp?: string | undefined;
  /** Counts a try at somebody's second factor, who gave the right password; throws when there were too many. */
  readonly countFactor: (owner: FactorOwner) => Promise<void>;
}

/**
 * Logs somebody in by any of their names: one database round trip before the answer. An unknown name, a wrong password, somebody
 * who may no longer and somebody who has no password yet take the same time and get the same `IDENTITAS_ATAU_SANDI_SALAH`. Rows and log
 * follow the answer; so does a new hash, where the old one was made with other parameters than today's.
 */
export async function logIn(work: Work, input: LogIn): Promise<OpenedSession> {
  const { host, institution: slug, perangkat, alamat } = input;
  const [[found]] = await work.db.batchFor({ host, slug }, [findLogin(normalkanPengenal(input.identifier))]);
  const known = await verifyPassword(found?.password_hash ?? hashOfNobody, input.password);
  if (!found?.password_hash || !known) throw new Problem("IDENTITAS_ATAU_SANDI_SALAH");

  if (found.totp !== null) await checkFactor(work, { ...found, totp: found.totp }, input);

  const inside = workAs(work, found.person.institution_id);
  const opened = await openSession(inside, found, { perangkat, alamat });
  if (isOutdated(found.password_hash)) {
    work.later(
      renewHash(inside, { userId: opened.principal.user_id, hash: found.password_hash, password: input.password }),
    );
  }
  return opened;
}

/** Asks for the second factor of those who have one, after the password: nothing is told to whoever lacks that. */
async function checkFactor(
  work: Pick<Work, "config" | "db">,
  { person, totp }: { readonly person: Login["person"]; readonly totp: string },
  { otp, countFactor }: LogIn,
): Promise<void> {
  if (otp === undefined) throw new Problem("OTP_DIPERLUKAN");
  const owner = { institutionId: person.institution_id, userId: person.user_id, totp };
  await countFactor(owner);
  await useFactor(work, owner, otp);
}
