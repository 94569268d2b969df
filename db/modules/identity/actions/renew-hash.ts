import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { hashPassword } from "../password.ts";

/**
 * Hashes a password anew that has just been checked, with today's parameters. Written only over the hash that it was checked
 * against: a password that was changed meanwhile stays changed.
 */
export async function renewHash(
  work: Work,
  old: { readonly userId: string; readonly hash: string; readonly password: string },
): Promise<void> {
  const hash = await hashPassword(old.password);
  await work.db.batch(work.institutionId, [
    sql`update users set password_hash = ${hash} where id = ${old.userId} and password_hash = ${old.hash}`,
  ]);
}
