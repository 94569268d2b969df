import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";

/** Marks a document whose files were all looked at, wherever its row is now. */
export async function markPacked(work: Work, id: string): Promise<void> {
  await work.db.batch(work.institutionId, [
    sql`update dokumen set dimampatkan = true where id = ${id}::uuid`,
    sql`update arsip_dokumen set dimampatkan = true where id = ${id}::uuid`,
  ]);
}
