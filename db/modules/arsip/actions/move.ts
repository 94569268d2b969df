import { only, sql } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import { keepFile } from "../../../core/temporary-files.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";

/** Days after which a file goes that nobody came to need: its run was cut off, or the order has changed meanwhile. */
const daysKept = 1;

/** Reads all the rows of an order as text, and has a file that is to hold them go unless it comes to be needed. Null: no such order. */
export async function readWhole(work: Work, id: string, berkas: string): Promise<string | null> {
  const [, rows] = await work.db.batch(work.institutionId, [
    keepFile(work, "documents", berkas, daysKept),
    sql<{ isi: string | null }>`select isi_sppd(${id}::uuid) as isi`,
  ]);
  return only(rows).isi;
}

/** A file that was read back: what it says, and how it lies there. */
export interface Verified {
  readonly berkas: string;
  readonly isiSha256: string;
  readonly sha256: string;
  readonly ukuran: number;
}

/** What archiving or restoring makes wrong in the caches. */
export function archiveTags(id: string): readonly string[] {
  return ["sppd", `sppd:${id}`, "arsip"];
}

/**
 * Lets the rows of an order go that lie in a file. False where they must stay: it changed meanwhile, somebody holds it, or it is gone
 * already.
 */
export async function moveOrder(work: Work, id: string, file: Verified): Promise<boolean> {
  const moved = await write(
    work,
    sql<Written<true>>`with change as (
      select ${work.institutionId}::uuid as institution_id
       where pindahkan_sppd(${id}::uuid, ${file.isiSha256}, ${file.berkas}, ${file.sha256}, ${file.ukuran}::integer)
    ), bump as (${recordTags(sql`change`, sql`${archiveTags(id)}::text[]`)})
    select ${writtenColumns(sql`'true'::jsonb`, { jobs: false })} from change`,
  );
  return moved ?? false;
}
