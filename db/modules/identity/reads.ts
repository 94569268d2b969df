import { sql, type Query } from "../../core/postgres.ts";
import type { Principal } from "./principal.ts";

/** What a person's session remembers, but for the session itself. */
type Person = Omit<Principal, "session_id">;

/** What a session remembers of somebody `u` of the institution `i`, as JSON. */
export const person = sql`jsonb_build_object('user_id', u.id, 'institution_id', u.institution_id, 'nama', u.nama,
  'pegawai_id', u.pegawai_id, 'zona_waktu', i.zona_waktu, 'host', i.host,
  'wajib_otp', u.totp_sejak is null and exists (select from user_roles r where r.user_id = u.id
    and coalesce(i.pengaturan -> 'wajib_otp', '["admin"]') ? r.peran),
  'roles', coalesce((
    select jsonb_agg(jsonb_build_object('peran', r.peran, 'unit', r.unit_id, 'units',
        (select jsonb_agg(k.id order by k.id) from unit_kerja k where r.unit_id = any(k.jalur))) order by r.peran)
      from user_roles r where r.user_id = u.id), '[]'))`;

/**
 * Whoever logs in under this name (user name or e-mail), with what is needed to check the password and, where they have one,
 * their second factor. Who was invited has no password yet.
 */
export function findLogin(
  identifier: string,
): Query<{ person: Person; password_hash: string | null; totp: string | null }> {
  return sql`select ${person} as person, u.password_hash, case when u.totp_sejak is not null then u.totp end as totp
    from user_identifiers x join users u on u.id = x.user_id join institutions i on i.id = u.institution_id
    where x.value = ${identifier} and u.aktif`;
}

/** The principal of a session that has not been ended: asked only while Redis is away. */
export function findSession(sessionId: string): Query<{ person: Person }> {
  return sql`select ${person} as person
    from sessions s join users u on u.id = s.user_id join institutions i on i.id = u.institution_id
    where s.id = ${sessionId} and s.ended_at is null and u.aktif`;
}

/** The hash against which a person proves that they know their password. */
export function findPassword(userId: string): Query<{ password_hash: string }> {
  return sql`select password_hash from users where id = ${userId} and aktif`;
}
