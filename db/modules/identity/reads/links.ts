import { sql, type Query } from "../../../core/postgres.ts";
import type { TujuanTautan } from "../link-token.ts";

/**
 * Whether a link `l` still counts: unused, in time, the newest of its purpose, of somebody `u` who may log in. An invitation is to a
 * first password, and leads nowhere once there is one.
 */
export const countsStill: Query = sql`l.used_at is null and l.expires_at > now() and u.aktif
  and (l.tujuan <> 'undangan' or u.password_hash is null)
  and not exists (select from tautan_akun baru where baru.user_id = l.user_id and baru.tujuan = l.tujuan and baru.id > l.id)`;

/** Whose link it is, if it still counts: by which names they and their institution are known, which a password must not be. */
export function findLink(linkId: string, tujuan: TujuanTautan): Query<{ user_id: string; nama: string[] }> {
  return sql`select u.id as user_id, array[u.nama, i.nama, i.slug] || array(select x.value from user_identifiers x where x.user_id = u.id) as nama
    from tautan_akun l join users u on u.id = l.user_id join institutions i on i.id = u.institution_id
    where l.id = ${linkId}::uuid and l.tujuan = ${tujuan} and ${countsStill}`;
}

/** Whoever logs in under this name and can be written to. */
export function findAddressee(identifier: string): Query<{ institution_id: string; user_id: string }> {
  return sql`select u.institution_id, u.id as user_id from user_identifiers x join users u on u.id = x.user_id
    where x.value = ${identifier} and u.aktif
      and exists (select from user_identifiers e where e.user_id = u.id and e.kind = 'email')`;
}
