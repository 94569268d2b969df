import { recordEvents } from "../../../core/live.ts";
import { sql, type Query } from "../../../core/postgres.ts";

/**
 * The CTEs that tell people something, in the statement that makes it so. `rows` are who is told and what: institution_id,
 * user_id, urut, jenis, kode, data, tautan. Each person is told once, of what has the lowest `urut`, and nobody of what they
 * did themselves. The audiences' rows are locked last and in order, so that no two statements wait for each other: `rows` must
 * read from the CTEs that lock other rows, if only their number. Their open pages hear of it: the write says `events: true`.
 */
export function recordNotifications(rows: Query, oleh: string | null): Query {
  return sql`penerima as materialized (
      select distinct on (p.user_id) p.* from (${rows}) p where p.user_id is distinct from ${oleh}::uuid order by p.user_id, p.urut
    ), nomor_penerima as (
      insert into notifikasi_saluran as s (institution_id, user_id, terakhir)
      select p.institution_id, p.user_id, 1 from penerima p order by p.user_id
      on conflict (institution_id, user_id, peran, unit_id) do update set terakhir = s.terakhir + 1
      returning s.institution_id, s.id as saluran_id, s.user_id, s.terakhir as nomor, uuidv7() as id
    ), diberi_tahu as (
      insert into notifikasi (institution_id, id, created_at, saluran_id, nomor, jenis, kode, data, tautan, oleh)
      select n.institution_id, n.id, uuid_extract_timestamp(n.id), n.saluran_id, n.nomor, p.jenis, p.kode, p.data, p.tautan, ${oleh}::uuid
        from nomor_penerima n join penerima p on p.user_id = n.user_id
    ), event as (${recordEvents(
      sql`(select n.institution_id, n.id, n.user_id, p.jenis, p.kode, p.tautan from nomor_penerima n join penerima p on p.user_id = n.user_id)`,
      {
        type: "notification.new",
        data: sql`jsonb_build_object('id', e.id, 'jenis', e.jenis, 'kode', e.kode, 'tautan', e.tautan)`,
        untuk: sql`jsonb_build_object('orang', e.user_id)`,
      },
    )})`;
}

/** The tags (text[]) that what `recordNotifications` wrote makes wrong. */
export const tagsOfTold: Query = sql`array(select 'notif:' || n.user_id from nomor_penerima n)`;
