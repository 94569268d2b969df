/**
 * 100,000 accounts of the large institution and 5,000 of the small one. Nothing is left to chance: account `i` is always the
 * same. One in 50 is shut, one in 500 has an NIDN, one in 1,000 is an auditor.
 */
export const crowdOfAccounts: readonly string[] = [
  `create temporary table akun as
   select s.id as institution_id, uuidv7(i * interval '1 second' - interval '40 days') as id, i,
          (array['Ahmad','Budi','Citra','Dewi','Eko','Fitri','Gunawan','Hesti','Indra','Joko'])[1 + i % 10] || ' ' ||
          (array['Saputra','Wijaya','Lestari','Hidayat','Santoso','Permata','Nugroho'])[1 + i % 7] || ' ' || lpad(((i * 7919) % 100000)::text, 5, '0')
          || case when i % 5000 = 0 then ' Zamrud' else '' end as nama,
          i % 50 <> 0 as aktif,
          s.prodi
     from (values ('besar', 100000), ('kecil', 5000)) x(slug, jumlah)
     join (select s.id, s.slug, array_agg(u.id order by u.kode) as prodi from institutions s join unit_kerja u on u.institution_id = s.id and u.jenis = 'prodi'
           group by s.id) s on s.slug = x.slug, generate_series(1, x.jumlah) i`,
  "analyze akun",
  "insert into users (institution_id, id, nama, aktif, created_at) select institution_id, id, nama, aktif, uuid_extract_timestamp(id) from akun",
  `insert into user_identifiers (institution_id, value, kind, user_id)
   select institution_id, 'orang.' || i, 'username', id from akun
   union all select institution_id, (2000000000 + i)::text, 'nim', id from akun
   union all select institution_id, lpad(i::text, 10, '0'), 'nidn', id from akun where i % 500 = 0
   union all select institution_id, 'd-7', 'nid', id from akun where i = 777`,
  `insert into user_roles (institution_id, user_id, peran, unit_id)
   select institution_id, id, 'dosen', prodi[1 + i % 24] from akun
   union all select institution_id, id, 'auditor', prodi[1] from akun where i % 1000 = 0`,
  `insert into users_letak (institution_id, user_id, peran, unit_id, nama, aktif)
   select r.institution_id, r.user_id, r.peran, r.unit_id, a.nama, a.aktif from user_roles r join akun a on a.id = r.user_id`,
  `insert into cari_users (institution_id, id, teks)
   select institution_id, id, lower(nama || E'\\n' || (2000000000 + i) || E'\\norang.' || i) from akun`,
  `insert into aktivitas (institution_id, id, created_at, user_id, aksi)
   select institution_id, kejadian, uuid_extract_timestamp(kejadian), id, 'masuk'
     from (select a.*, uuidv7(make_timestamptz(tahun, 6, 1, 0, 0, 0, 'UTC') + n * interval '1 minute' - now()) as kejadian
             from akun a, generate_series(1, 200) n, (values (2025), (2026)) y(tahun) where a.i <= 100) x`,
];
