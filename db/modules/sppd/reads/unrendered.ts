import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";

/** A document that was issued and has no files yet. */
export interface UnrenderedDocument {
  readonly id: string;
  readonly folder: string;
  readonly snapshot: unknown;
}

/** Those of these documents that are still to be rendered, in order of issue. */
export async function readUnrendered(work: Work, ids: readonly string[]): Promise<UnrenderedDocument[]> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<UnrenderedDocument>`select id, folder, snapshot from dokumen where id = any(${ids}::uuid[]) and rendered_at is null order by id`,
  ]);
  return rows;
}
