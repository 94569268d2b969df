/** Tables that notifications are in. */
export const notificationTables = ["notifikasi", "notifikasi_saluran", "notifikasi_tanda"] as const;

/**
 * Statements that let so much be said in an institution since the year began, to people who were there before: a tenth to one of
 * its people at a time, the rest to everybody, to lecturers, to all of the programme. Everybody has read all that was said to
 * everybody and to lecturers but the last ten, and nothing else.
 */
export function manyNotifications(slug: string, count: number): string[] {
  return [
    `create temporary table lembaga on commit drop as select s.id as institution_id, k.id as unit_id
       from institutions s join unit_kerja k on k.institution_id = s.id and k.jenis = 'prodi' where s.slug = '${slug}'`,
    "update users set created_at = '2020-01-01' where institution_id = (select institution_id from lembaga)",
    "update user_roles set sejak = '2020-01-01' where institution_id = (select institution_id from lembaga)",
    // To each of the people a tenth of it in turn, once at least; the rest to all of them, by audience.
    `create temporary table kepada on commit drop as
     with orang as (select u.institution_id, u.id, greatest(1, ${count} / 10 / count(*) over ()) as sebanyak
                      from lembaga l join users u on u.institution_id = l.institution_id)
     select l.institution_id, uuidv7() as id, null::uuid as user_id, x.peran, case x.ke when 3 then l.unit_id end as unit_id,
            floor((${count} - (select sum(sebanyak) from orang)) * x.bagian / 9) as sebanyak
       from lembaga l, (values (1, null, 4), (2, 'dosen', 3), (3, null, 2)) x(ke, peran, bagian)
     union all
     select institution_id, uuidv7(), id, null, null, sebanyak from orang`,
    `insert into notifikasi_saluran (institution_id, id, user_id, peran, unit_id, terakhir)
     select institution_id, id, user_id, peran, unit_id, sebanyak from kepada`,
    `insert into notifikasi (institution_id, id, created_at, saluran_id, nomor, jenis, kode)
     select institution_id, id, uuid_extract_timestamp(id), saluran_id, n, case when n % 500 = 7 then 'error' else 'info' end, 'siaran'
       from (select k.institution_id, k.id as saluran_id, n,
                    uuidv7(-(now() - date_trunc('year', now())) * ((k.sebanyak - n + 1) / (k.sebanyak + 1)::float8)) as id
               from kepada k, generate_series(1, k.sebanyak::int) n) x`,
    `insert into notifikasi_tanda (institution_id, user_id, saluran_id, dibaca, jumlah, sejak)
     select k.institution_id, u.id, k.id, int8multirange(int8range(1, k.sebanyak::bigint - 9)), k.sebanyak::bigint - 10, '2020-01-01'
       from kepada k join users u on u.institution_id = k.institution_id where k.user_id is null and k.unit_id is null`,
    "drop table kepada, lembaga",
  ];
}
