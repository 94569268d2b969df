import { sql, type Query } from "../../../core/postgres.ts";
import { channelsOf } from "./channels.ts";

/**
 * A person's digest as jsonb (`digest`): at most so many of what was said since an instant. For a statement over many people, whose
 * `userId` and `since` may be columns; of each it reads by index what was said since, and no more.
 */
export function digestOf(userId: Query, since: Query, most: number): Query {
  return sql`(with batas as (select ${since} as sejak), saluran as (${channelsOf(userId)})
    select jsonb_build_object('belum_dibaca', coalesce((select sum(c.terakhir - c.jumlah) from saluran c), 0), 'terbaru', coalesce((
      select jsonb_agg(jsonb_build_object('kode', x.kode, 'data', x.data, 'tautan', x.tautan, 'dibuat', x.created_at) order by x.id desc)
        from (select n.* from batas b, saluran c, lateral (select n.id, n.created_at, n.kode, n.data, n.tautan from notifikasi n
                where n.saluran_id = c.id and n.created_at > greatest(b.sejak, c.sejak) and not c.dibaca @> n.nomor
                order by n.created_at desc, n.id desc limit ${most}) n
               order by n.id desc limit ${most}) x), '[]')))`;
}
