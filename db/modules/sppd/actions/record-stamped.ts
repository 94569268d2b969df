import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { RenderedFile } from "./record-rendered.ts";

/** Records the stamped PDF of a document that was taken back, once. */
export async function recordStamped(work: Work, id: string, { sha256, bytes }: RenderedFile): Promise<void> {
  await work.db.batch(work.institutionId, [
    sql`update dokumen set batal_sha256 = ${sha256}, batal_bytes = ${bytes}::integer where id = ${id}::uuid and batal_sha256 is null and status = 'dibatalkan'`,
  ]);
}
