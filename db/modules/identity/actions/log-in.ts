import { workAs, type Work } from "../../../core/work.ts";
import { openSession, type Device, type OpenedSession } from "../open-session.ts";
import { isOutdated } from "../password.ts";
import { proveAccount, type AccountProof } from "./prove-account.ts";
import { renewHash } from "./renew-hash.ts";

/** What a person gives to log in, and from where. */
export type LogIn = AccountProof & Device;

/**
 * Logs somebody in by any of their names: one database round trip before the answer. Rows and log follow the answer; so does a
 * new hash, where the old one was made with other parameters than today's. Problems as of `proveAccount`.
 */
export async function logIn(work: Work, input: LogIn): Promise<OpenedSession> {
  const { perangkat, alamat, password } = input;
  const found = await proveAccount(work, input);
  const inside = workAs(work, found.person.institution_id);
  const opened = await openSession(inside, found, { perangkat, alamat });
  const { password_hash: hash } = found;
  if (isOutdated(hash)) work.later(renewHash(inside, { userId: opened.principal.user_id, hash, password }));
  return opened;
}
