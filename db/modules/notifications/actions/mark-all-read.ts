import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { channelsOf } from "../reads/channels.ts";
import { ownTag } from "../tags.ts";
import { mark } from "./mark.ts";

/**
 * Notes that somebody has read everything up to one notification that they have seen; what has arrived since stays unread. One
 * mark for each audience, however much was said. `TIDAK_DITEMUKAN` when that one was not said to them.
 */
export async function markAllRead(work: Work, userId: string, sampai: string): Promise<{ sampai: string }> {
  const marked = await write(
    work,
    sql<Written<{ sampai: string }>>`
    with saluran as materialized (${channelsOf(sql`${userId}::uuid`)}),
    found as (
      select n.id, n.created_at from saluran c join notifikasi n on n.saluran_id = c.id and n.created_at >= c.sejak
       where n.id = ${sampai} and n.created_at = uuid_extract_timestamp(${sampai}::uuid)
    ), seen as (
      select c.institution_id, c.id as saluran_id, c.sejak, c.dibaca as sudah,
          int8multirange(int8range(1, greatest(c.lewat, (select n.nomor from notifikasi n
            where n.saluran_id = c.id and (n.created_at, n.id) <= (found.created_at, found.id) order by n.created_at desc, n.id desc limit 1)) + 1)) as dibaca
        from saluran c, found where c.terakhir > c.jumlah
    ), change as (${mark(userId, sql`select s.institution_id, s.saluran_id, s.sejak, s.dibaca from seen s where not s.sudah @> s.dibaca`)}),
    bump as (${recordTags(sql`change`, sql`array[${ownTag(userId)}]::text[]`)})
    select ${writtenColumns(sql`jsonb_build_object('sampai', found.id)`, { jobs: false })} from found`,
  );
  if (!marked) throw new Problem("TIDAK_DITEMUKAN");
  return marked;
}
