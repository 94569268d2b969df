import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";

/** Why a mail was not sent: the provider refuses it, or nobody needs it any more. */
export type Galat = "SUREL_DITOLAK" | "SUREL_USANG";

/** Notes that a mail has gone out, and under which name the provider knows it. The first note stays. */
export async function recordSent(work: Work, id: string, providerId: string | null): Promise<void> {
  await work.db.batch(work.institutionId, [
    sql`update surel set sent_at = now(), penyedia_id = ${providerId}, galat = null where id = ${id}::uuid and sent_at is null`,
  ]);
}

/** Notes why a mail does not go out. */
export async function recordUnsent(work: Work, id: string, galat: Galat): Promise<void> {
  await work.db.batch(work.institutionId, [
    sql`update surel set galat = ${galat} where id = ${id}::uuid and sent_at is null`,
  ]);
}
