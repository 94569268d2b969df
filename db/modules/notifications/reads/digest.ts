import { sql, type Query } from "../../../core/postgres.ts";
import { channelsOf } from "./channels.ts";

/** What a digest goes on from. */
export interface Since {
  /** What was said before this instant (timestamptz) is in none. */
  readonly sejak: Query;
  /** What the digests before have told (jsonb, as `toldUpTo` writes it; null: nothing). */
  readonly sampai: Query;
}

/**
 * A person's digest as jsonb (`digest`): at most so many of what was said and not told yet. For a statement over many people, whose
 * `userId` and `since` may be columns; of each it reads by index what is new, and no more.
 */
export function digestOf(userId: Query, since: Since, most: number): Query {
  return sql`(with batas as (select ${since.sejak} as sejak, ${since.sampai} as sampai), saluran as (
      select c.*, greatest((b.sampai ->> c.id::text)::bigint, coalesce((select n.nomor - 1 from notifikasi n
          where n.saluran_id = c.id and n.created_at > greatest(b.sejak, c.sejak) order by n.created_at, n.id limit 1), c.terakhir)) as sudah
        from batas b, (${channelsOf(userId)}) c)
    select jsonb_build_object('belum_dibaca', coalesce((select sum(c.terakhir - c.jumlah) from saluran c), 0), 'terbaru', coalesce((
      select jsonb_agg(jsonb_build_object('kode', x.kode, 'data', x.data, 'tautan', x.tautan, 'dibuat', x.created_at) order by x.id desc)
        from (select n.* from saluran c, lateral (select n.id, n.created_at, n.kode, n.data, n.tautan from notifikasi n
                where n.saluran_id = c.id and n.nomor > c.sudah and not c.dibaca @> n.nomor order by n.nomor desc limit ${most}) n
               order by n.id desc limit ${most}) x), '[]')))`;
}

/**
 * What a digest of this statement tells, for the next to go on from (jsonb): of each audience the last number that is seen. Numbers
 * are given under the audience's lock, so whatever is not seen yet has a higher one.
 */
export function toldUpTo(userId: Query): Query {
  return sql`(select jsonb_object_agg(c.id, c.terakhir) from (${channelsOf(userId)}) c)`;
}
