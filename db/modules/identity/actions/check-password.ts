import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { hashOfNobody, verifyPassword } from "../password.ts";
import { findCredentials, type Credentials } from "../reads/credentials.ts";

/** Has somebody who is logged in prove again that they know their password; answers their credentials. `SANDI_SALAH`. */
export async function checkPassword(work: Work, userId: string, password: string): Promise<Credentials> {
  const [[found]] = await work.db.batch(work.institutionId, [findCredentials(userId)]);
  if (!found || !(await verifyPassword(found.password_hash ?? hashOfNobody, password)))
    throw new Problem("SANDI_SALAH");
  return found;
}
