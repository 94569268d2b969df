import { sql, type Query } from "../../../core/postgres.ts";

/**
 * The CTE body that notes numbers as read. `rows` are institution_id, saluran_id, sejak and `dibaca` (int8multirange) of the
 * audiences in which something is new; answers the institution of each that was changed. Two at once are both noted: what is
 * there is added to, under its lock.
 */
export function mark(userId: string, rows: Query): Query {
  return sql`insert into notifikasi_tanda as t (institution_id, user_id, saluran_id, dibaca, jumlah, sejak)
    select b.institution_id, ${userId}::uuid, b.saluran_id, b.dibaca, banyaknya(b.dibaca), b.sejak from (${rows}) b order by b.saluran_id
    on conflict (institution_id, user_id, saluran_id) do update set
      dibaca = t.dibaca + excluded.dibaca, jumlah = banyaknya(t.dibaca + excluded.dibaca), updated_at = clock_timestamp(),
      -- a mark of an earlier time in this audience begins anew
      sejak = case when t.updated_at >= excluded.sejak then least(t.sejak, excluded.sejak) else excluded.sejak end
     where not t.dibaca @> excluded.dibaca
    returning t.institution_id`;
}
