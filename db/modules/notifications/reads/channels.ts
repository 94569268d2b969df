import { sql, type Query } from "../../../core/postgres.ts";

/**
 * The audiences that somebody is of and to which something was ever said: `id`, whose it is (`user_id`, `peran`, `unit_id`;
 * none: everybody's), `terakhir` (how much was said), `sejak` (what was said before is not theirs), `dibaca` (the numbers that
 * they have read or never received, as ranges), `jumlah` (how many those are), and `lewat`: the last number that they came too late
 * for, where no mark says so yet. A unit's audience are those who hold a role in it or below it.
 */
export function channelsOf(userId: Query): Query {
  // Named once, before anything else has a name: it may be a column of the statement around this one.
  return sql`select s.institution_id, s.id, s.user_id, s.peran, s.unit_id, s.terakhir, s.lewat, least(s.sejak_tanda, s.masuk) as sejak,
      coalesce(s.dibaca, int8multirange(int8range(1, s.lewat + 1))) as dibaca, coalesce(s.jumlah, s.lewat) as jumlah
    from (select ${userId} as id) saya, lateral (select x.*, t.dibaca, t.jumlah, t.sejak as sejak_tanda,
        -- whoever has no mark yet begins with what was said since they came
        case when t.saluran_id is null then coalesce(
          (select n.nomor - 1 from notifikasi n where n.saluran_id = x.id and n.created_at >= x.masuk order by n.created_at, n.id limit 1),
          x.terakhir) else 0 end as lewat
      from (select s.*, '-infinity'::timestamptz as masuk from notifikasi_saluran s where s.user_id = saya.id
        union all
        select s.*, u.created_at from users u join notifikasi_saluran s on s.user_id is null and s.peran is null and s.unit_id is null
         where u.id = saya.id
        union all
        select s.*, r.masuk from (select p.peran, min(p.sejak) as masuk from user_roles p where p.user_id = saya.id group by 1) r
          join notifikasi_saluran s on s.peran = r.peran
        union all
        select s.*, r.masuk from (select j.id, min(p.sejak) as masuk from user_roles p join unit_kerja k on k.id = p.unit_id, unnest(k.jalur) j(id)
           where p.user_id = saya.id group by 1) r
          join notifikasi_saluran s on s.unit_id = r.id) x
      left join notifikasi_tanda t on t.user_id = saya.id and t.saluran_id = x.id and t.updated_at >= x.masuk) s`;
}
