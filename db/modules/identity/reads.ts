import { sql, type Query } from "../../core/postgres.ts";
import { builtInIzin } from "./authority.ts";
import type { KnownSessions } from "./begin-session.ts";
import type { Principal } from "./principal.ts";
import { sessionMaxSeconds } from "./session.ts";

/** What a person's session remembers, but for the session itself. */
type Person = Omit<Principal, "session_id">;

/** Whether somebody `u` operates the platform: such a one needs a second factor, whatever their institution says. */
const operates = sql`exists (select from platform_operators o where o.user_id = u.id)`;

/**
 * What the roles of an office carry for whoever stands in for its holder: travel orders alone. What is strategic of an office (tariffs,
 * staff, accounts) stays with who holds it (SE BKN 1/SE/I/2021).
 */
const standInIzin = JSON.stringify(
  Object.fromEntries(
    Object.entries(builtInIzin).map(([role, izin]) => [
      role,
      Object.fromEntries(Object.entries(izin).filter(([name]) => name.startsWith("sppd."))),
    ]),
  ),
);

/** What a session remembers of somebody `u` of the institution `i`, as JSON. */
export const person = sql`jsonb_build_object('user_id', u.id, 'institution_id', u.institution_id, 'nama', u.nama,
  'pegawai_id', u.pegawai_id, 'zona_waktu', i.zona_waktu, 'host', i.host, 'modul', active_modules(), 'lisensi', licence_gate(),
  'wajib_otp', u.totp_sejak is null and (${operates} or exists (select from user_roles r where r.user_id = u.id
    and coalesce(i.pengaturan -> 'wajib_otp', '["admin"]') ? r.peran)),
  'roles', coalesce((
    select jsonb_agg(jsonb_build_object('peran', r.peran, 'unit', r.unit_id, 'units',
        (select jsonb_agg(k.id order by k.id) from unit_kerja k where r.unit_id = any(k.jalur)))
          || coalesce(case when r.izin is not null then jsonb_build_object('izin', r.izin) end, (select jsonb_build_object('izin', p.izin) from peran_lembaga p where p.kode = r.peran), '{}') order by r.peran)
      from (select o.peran, o.unit_id, null::jsonb as izin from user_roles o where o.user_id = u.id
            union all select g.peran, g.unit_id, ${standInIzin}::jsonb -> g.peran from peran_pengganti(u.pegawai_id) g) r), '[]'))
  || coalesce((select jsonb_build_object('berubah', x.saat) from pergantian_berikut(u.pegawai_id, i.zona_waktu) x(saat) where x.saat is not null), '{}')
  || case when ${operates} then '{"operator": true}' else '{}'::jsonb end`;

/** Somebody who logs in: what is needed to check their password and to let a session begin. */
export interface Login extends KnownSessions {
  readonly person: Person;
  /** Null: invited, and has not chosen one. */
  readonly password_hash: string | null;
  /** When it was chosen, as the database writes it. */
  readonly sandi_sejak: string;
  /** The sealed secret of their second factor, if they have one. */
  readonly totp: string | null;
}

/** Whoever logs in under this name, whatever kind it is, in the form that `normalkanPengenal` gives it: one look into one index. */
export function findLogin(identifier: string): Query<Login> {
  return sql`select ${person} as person, u.password_hash, case when u.totp_sejak is not null then u.totp end as totp,
      u.password_changed_at::text as sandi_sejak, u.versi_sesi::float8 as versi,
      k.kebijakan, k.kebijakan = 'tolak' and ${hasOpenSession(sql`u.id`)} as terbuka
    from user_identifiers x join users u on u.id = x.user_id join institutions i on i.id = u.institution_id,
      lateral (select coalesce(i.pengaturan ->> 'perangkat', 'ambil_alih') as kebijakan) k
    where x.value = ${identifier} and u.aktif`;
}

/** Whether somebody has a session that nobody has ended and that is not too old; how long it has been idle only Redis knows. */
export function hasOpenSession(user: Query): Query {
  return sql`exists (select from sessions s where s.user_id = ${user} and s.ended_at is null
    and s.created_at > now() - make_interval(secs => ${sessionMaxSeconds}))`;
}

/** The one row of a person as sessions remember them; nobody who may no longer. */
export function readPerson(userId: string): Query<{ person: Person }> {
  return sql`select ${person} as person from users u join institutions i on i.id = u.institution_id where u.id = ${userId}::uuid and u.aktif`;
}

/** A session: its person while it stands, else why it ended, if somebody ended it. */
export function findSession(sessionId: string): Query<{ person: Person | null; alasan: string | null; versi: number }> {
  return sql`select case when s.ended_at is null and u.aktif then ${person} end as person, s.alasan, s.versi::float8 as versi
    from sessions s join users u on u.id = s.user_id join institutions i on i.id = u.institution_id
    where s.id = ${sessionId}`;
}

/** Somebody's newest session that stands. */
export function findStanding(userId: string): Query<{ id: string; person: Person; versi: number }> {
  return sql`select s.id, ${person} as person, s.versi::float8 as versi
    from sessions s join users u on u.id = s.user_id join institutions i on i.id = u.institution_id
    where s.user_id = ${userId} and s.ended_at is null and u.aktif order by s.versi desc limit 1`;
}
