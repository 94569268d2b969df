import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";

/** An issued document as its renderer needs it. */
export interface IssuedDocument {
  readonly id: string;
  readonly folder: string;
  readonly rendered: boolean;
  /** Null when it is rendered: nobody needs it any more. */
  readonly snapshot: unknown;
  /** The key of the institution's own template, in the store of what was uploaded; null for the platform's layout. */
  readonly templat: string | null;
}

/** These documents, in order of issue; those that do not exist are missing. */
export async function readForRendering(work: Work, ids: readonly string[]): Promise<IssuedDocument[]> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<IssuedDocument>`select d.id, d.folder, d.rendered_at is not null as rendered,
        case when d.rendered_at is null then d.snapshot end as snapshot, t.kunci as templat
      from dokumen d left join templat_surat t on t.id = d.templat_id where d.id = any(${ids}::uuid[]) order by d.id`,
  ]);
  return rows;
}

/** The same of documents that were taken back: whether their stamped twins are there. */
export async function readForStamping(work: Work, ids: readonly string[]): Promise<IssuedDocument[]> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<IssuedDocument>`select id, folder, batal_sha256 is not null as rendered, case when batal_sha256 is null then snapshot end as snapshot, null::text as templat
      from dokumen where id = any(${ids}::uuid[]) and status = 'dibatalkan' order by id`,
  ]);
  return rows;
}
