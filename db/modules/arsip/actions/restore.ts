import { recallAnswer } from "../../../core/idempotency.ts";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../../identity/principal.ts";
import { archiveTags } from "./move.ts";

/**
 * Brings an archived order back, from what its file says; once it is back there is no file to open, and a repetition under the same key
 * is answered as before. `ARSIP_DITAHAN` while somebody holds it; `TIDAK_DITEMUKAN` where it is not in
 * the archive any more.
 */
export async function restoreOrder(
  work: Work,
  principal: Principal,
  id: string,
  open: () => Promise<string>,
  alasan: string,
): Promise<{ id: string }> {
  const before = work.idempotency && (await recallAnswer<{ id: string }>(work, work.idempotency));
  if (before) return before;
  const isi = await open();
  const restored = await write(
    work,
    sql<Written<{ id: string }>>`with change as (
      select ${work.institutionId}::uuid as institution_id
       where pulihkan_sppd(${id}::uuid, ${isi}, ${principal.user_id}::uuid, ${alasan})
    ), bump as (${recordTags(sql`change`, sql`${archiveTags(id)}::text[]`)})
    select ${writtenColumns(sql`jsonb_build_object('id', ${id}::uuid)`, { jobs: false })} from change`,
  );
  if (restored) return restored;
  const [[held]] = await work.db.batch(work.institutionId, [
    sql<{ alasan: string }>`select t.alasan from arsip_tahanan t where t.sppd_id = ${id}::uuid`,
  ]);
  throw held ? new Problem("ARSIP_DITAHAN", { values: { alasan: held.alasan } }) : new Problem("TIDAK_DITEMUKAN");
}
