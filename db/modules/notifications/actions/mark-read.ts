import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { channelsOf } from "../reads/channels.ts";
import { ownTag } from "../tags.ts";
import { mark } from "./mark.ts";

/** Notes that somebody has read one notification; nobody else's unread changes. `TIDAK_DITEMUKAN` when it was not said to them. */
export async function markRead(work: Work, userId: string, id: string): Promise<{ id: string }> {
  const marked = await write(
    work,
    sql<Written<{ id: string }>>`
    with found as (
      select n.institution_id, n.saluran_id, n.id, n.nomor, c.sejak, c.lewat from (${channelsOf(sql`${userId}::uuid`)}) c
        join notifikasi n on n.saluran_id = c.id and n.created_at >= c.sejak
       where n.id = ${id} and n.created_at = uuid_extract_timestamp(${id}::uuid)
    ), change as (${mark(
      userId,
      sql`select f.institution_id, f.saluran_id, f.sejak, int8multirange(int8range(1, f.lewat + 1), int8range(f.nomor, f.nomor + 1)) as dibaca from found f`,
    )}), bump as (${recordTags(sql`change`, sql`array[${ownTag(userId)}]::text[]`)})
    select ${writtenColumns(sql`jsonb_build_object('id', found.id)`, { jobs: false })} from found`,
  );
  if (!marked) throw new Problem("TIDAK_DITEMUKAN");
  return marked;
}
