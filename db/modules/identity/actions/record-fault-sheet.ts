import { sql } from "../../../core/postgres.ts";
import { keepFile } from "../../../core/temporary-files.ts";
import type { Work } from "../../../core/work.ts";
import { hariBerkas } from "../rules/berkas.ts";

/** Ties a stored error sheet to its import, for as long as it is kept. */
export async function recordFaultSheet(work: Work, imporId: string, key: string): Promise<void> {
  await work.db.batch(work.institutionId, [
    sql`update impor set lembar_galat = ${key} where id = ${imporId}`,
    keepFile(work, "documents", key, hariBerkas.lembarGalat),
  ]);
}
