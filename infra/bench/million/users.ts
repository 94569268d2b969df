/** Tables that accounts are in. */
export const userTables = ["users", "user_identifiers", "user_roles", "users_letak", "cari_users"] as const;

/**
 * Statements that give an institution so many accounts, each with a user name, a role in its programme and the words it is found
 * by. In the order of their names they lie all over the table. One in 50 is shut, one in 100,000 is called Zamrud.
 */
export function millionUsers(slug: string, count: number): string[] {
  return [
    `create temporary table akun on commit drop as
     select s.id as institution_id, ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as id, i, i % 50 <> 0 as aktif, k.id as unit_id,
            (array['Ahmad','Budi','Citra','Dewi','Eko','Fitri','Gunawan','Hesti','Indra','Joko'])[1 + i % 10]
              || case when i % 100000 = 0 then ' Zamrud ' else ' ' end || lpad(((i::bigint * 7919) % ${count})::text, 7, '0') as nama
       from institutions s join unit_kerja k on k.institution_id = s.id and k.jenis = 'prodi', generate_series(1, ${count}) i where s.slug = '${slug}'`,
    "insert into users (institution_id, id, nama, aktif) select institution_id, id, nama, aktif from akun",
    "insert into user_identifiers (institution_id, value, kind, user_id) select institution_id, 'u' || i, 'username', id from akun",
    "insert into user_roles (institution_id, user_id, peran, unit_id) select institution_id, id, 'dosen', unit_id from akun",
    "insert into users_letak (institution_id, user_id, peran, unit_id, nama, aktif) select institution_id, id, 'dosen', unit_id, nama, aktif from akun",
    "insert into cari_users (institution_id, id, teks) select institution_id, id, lower(nama) || E'\\nu' || i from akun",
  ];
}
