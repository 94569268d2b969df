import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";

/** Ties a stored error sheet to its import. */
export async function recordFaultSheet(work: Work, imporId: string, key: string): Promise<void> {
  await work.db.batch(work.institutionId, [sql`update impor set lembar_galat = ${key} where id = ${imporId}`]);
}
