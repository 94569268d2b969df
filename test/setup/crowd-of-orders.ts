/**
 * 200,000 orders, 180,000 of them of the large institution in three years, with what hangs on them. Nothing is left to chance: row `i`
 * of a year is always the same.
 */
export const crowdOfOrders: readonly string[] = [
  `insert into pegawai (institution_id, nip, status, nama, jabatan, unit_id)
   select u.institution_id, (190000000000000000 + row_number() over ())::text, 'PNS',
          (array['Ahmad','Budi','Citra','Dewi','Eko','Fitri','Gunawan','Hesti','Indra','Joko'])[1 + i % 10] || ' ' ||
          (array['Saputra','Wijaya','Lestari','Hidayat','Santoso','Permata','Nugroho'])[1 + i % 7] || ' ' || row_number() over (), 'Dosen', u.id
     from unit_kerja u, generate_series(1, 40) i where u.jenis = 'prodi'`,
  `insert into users (institution_id, nama, password_hash, pegawai_id)
   select g.institution_id, g.nama, '-', g.id from pegawai g where not exists (select from users u where u.pegawai_id = g.id)`,
  `create temporary table orang as
   select g.institution_id, g.id as pegawai_id, u.id as user_id, g.unit_id, g.nama, row_number() over (partition by g.institution_id order by g.id) - 1 as ke
     from pegawai g join users u on u.institution_id = g.institution_id and u.pegawai_id = g.id`,
  "analyze orang",
  `create temporary table rencana as
   select o.*, x.tahun, x.i, uuidv7(make_timestamptz(x.tahun, 1, 1, 1, 0, 0, 'UTC') + x.i * ((364 * 86400) / x.jumlah::float8) * interval '1 second' - now()) as id,
          (array['selesai','selesai','selesai','selesai','selesai','selesai','spd_terbit','draft','ditolak','diarsipkan'])[1 + (x.i / 7) % 10] as umum,
          (array['Rapat koordinasi','Seminar nasional','Pelatihan auditor','Kunjungan industri'])[1 + (x.i / 11) % 4] || ' ke-' || x.i
            || case when x.i % 5000 = 0 then ' akreditasi' else '' end as maksud,
          (array['31.71','32.73','34.71','35.78'])[1 + (x.i / 13) % 4] as tujuan_kode, x.anggaran_id
     from (select s.id as institution_id, a.id as anggaran_id, x.tahun, x.jumlah, i, (i * 7919) % 1000 as ke
             from (values ('besar', 2026, 150000), ('besar', 2025, 20000), ('besar', 2027, 10000), ('kecil', 2026, 20000)) x(slug, tahun, jumlah)
             join institutions s on s.slug = x.slug join anggaran a on a.institution_id = s.id, generate_series(1, x.jumlah) i) x
     join orang o on o.institution_id = x.institution_id and o.ke = x.ke`,
  `insert into sppd (institution_id, id, created_at, user_id, unit_id, tahun_anggaran, status, jenis_perjalanan, kategori, maksud, alat_angkut,
       asal_kode, tujuan_kode, tempat, tanggal_berangkat, tanggal_kembali, etape, anggaran_id, biaya, total_estimasi, rantai, level_menunggu)
   select r.institution_id, r.id, uuid_extract_timestamp(r.id), r.user_id, r.unit_id, r.tahun, case when (i / 3) % 50 = 3 then 'diajukan' else r.umum end,
       'luar_kota', 'biasa', r.maksud, 'Kereta api', '33.74', r.tujuan_kode, 'Hotel ' || i % 300, d, d + 2, '[]', r.anggaran_id, '{}',
       1000000 + i, '{2,4}', case when (i / 3) % 50 = 3 then 2 + 2 * ((i / 150) % 2) end
     from rencana r, lateral (select uuid_extract_timestamp(r.id)::date + 7 + i % 20 as d) x`,
  `insert into sppd_hitungan (institution_id, tahun, unit_id, bulan, status, lajur, jumlah, total_estimasi, komitmen, realisasi)
   select institution_id, tahun_anggaran, unit_id, extract(month from tanggal_berangkat), status, 0, count(*), sum(total_estimasi),
          sum(komitmen_sppd(status, total_estimasi, 0)), 0 from sppd group by 1, 2, 3, 4, 5`,
  `insert into sppd_pelaksana (institution_id, sppd_id, sppd_created_at, urut, pegawai_id, tingkat_biaya, estimasi, total)
   select r.institution_id, r.id, uuid_extract_timestamp(r.id), 1::smallint, r.pegawai_id, 'C', '[]'::jsonb, 0 from rencana r
   union all
   select r.institution_id, r.id, uuid_extract_timestamp(r.id), 2, o.pegawai_id, 'C', '[]', 0 from rencana r
     join orang o on o.institution_id = r.institution_id and o.ke = (r.ke + 1) % 1000 where r.i % 4 = 0`,
  // Without the names of places and people, which nobody looks for here, and with the roots of rare words alone: the index of these takes
  // longest to make.
  `insert into cari_sppd (institution_id, id, created_at, teks)
   select institution_id, id, uuid_extract_timestamp(id), lower(maksud || ' Hotel ' || i % 300) || case when i % 5000 = 0 then akar_kata(maksud) else '' end
     from rencana`,
  // Of one order in five: many enough that nobody reads them from end to end.
  `insert into approval_logs (institution_id, id, created_at, sppd_id, aksi, ke, oleh)
   select institution_id, langkah, uuid_extract_timestamp(langkah), id, 'setujui', 'x', user_id
     from (select r.*, uuidv7(uuid_extract_timestamp(r.id) + interval '1 hour' - now()) as langkah
             from rencana r where r.umum <> 'draft' and r.i % 5 = 0) x`,
  `insert into dokumen (institution_id, sppd_id, sppd_created_at, jenis, nomor, tanggal, kode, snapshot, folder,
       pdf_sha256, pdf_bytes, docx_sha256, docx_bytes, rendered_at)
   select institution_id, id, uuid_extract_timestamp(id), 'surat_tugas', i::text, '2026-01-01', 'K' || institution_id || tahun || i, '{}', '',
       repeat('0', 64), 1, repeat('0', 64), 1, now() from rencana
    where umum = 'selesai' and i % 5 = 0`,
  `insert into nomor_surat (institution_id, jenis, unit_id, tahun, urut, nomor, tanggal, sppd_id)
   select r.institution_id, 'st', k.id, tahun, i, 'ST-' || i || '/' || tahun, (uuid_extract_timestamp(r.id) at time zone 'UTC')::date, r.id
     from rencana r join unit_kerja k on k.institution_id = r.institution_id and k.jenis = 'institusi' where umum = 'selesai' and i % 5 = 0`,
  // 20,000 of two years before, which are in the archive: only one in a hundred is of the accreditation.
  `insert into arsip (institution_id, id, user_id, unit_id, anggaran_id, status, tahun_anggaran, maksud, tempat, tanggal_berangkat, tanggal_kembali, nomor_st,
       total_estimasi, komitmen, realisasi, teks, berkas, sha256, ukuran, isi_sha256, baris)
   select r.institution_id, x.id, r.user_id, r.unit_id, r.anggaran_id, 'selesai', 2023, r.maksud, 'Hotel', d, d, 'A-' || i, 0, 0, 0,
       lower(r.maksud || ' ' || r.nama || case when i % 100 = 0 then ' borang' else '' end), r.institution_id || '/' || i, repeat('0', 64), 1, repeat('0', 64), 1
     from rencana r, lateral (select uuidv7(uuid_extract_timestamp(r.id) - interval '2 years' - now()) as id) x, lateral (select uuid_extract_timestamp(x.id)::date as d) y
    where r.tahun = 2025`,
  `insert into arsip_pelaksana (institution_id, arsip_id, pegawai_id, urut, nama)
   select a.institution_id, a.id, o.pegawai_id, 1, o.nama from arsip a join orang o on o.institution_id = a.institution_id and o.user_id = a.user_id`,
  `insert into nomor_surat (institution_id, jenis, unit_id, tahun, urut, nomor, tanggal, sppd_id)
   select institution_id, 'st', unit_id, 2023, row_number() over (order by id), nomor_st, '2023-06-01', id from arsip`,
  `insert into jobs (institution_id, name, status, created_by)
   select institution_id, 'sppd.dokumen', (array['done','done','done','done','dead'])[1 + i % 5], user_id from rencana where tahun = 2025`,
  // What was said to four audiences of the large one, over two years, to people who were there from the beginning.
  "update users set created_at = '2024-01-01'",
  "update user_roles set sejak = '2024-01-01'",
  `create temporary table kabar as
   select s.id as institution_id, x.saluran_id, x.kepada, x.jumlah, uuidv7(timestamptz '2025-01-02' + n * (interval '680 days' / x.jumlah) - now()) as id, n
     from (values ('semua', 60000), ('dosen', 20000), ('F0', 10000), ('saya', 10000)) x0(kepada, jumlah),
          lateral (select x0.kepada, x0.jumlah, uuidv7() as saluran_id) x, institutions s, generate_series(1, x.jumlah) n where s.slug = 'besar'`,
  `insert into notifikasi_saluran (institution_id, id, user_id, peran, unit_id, terakhir)
   select k.institution_id, k.saluran_id, case kepada when 'saya' then u.id end, case kepada when 'dosen' then kepada end,
       case kepada when 'F0' then f.id end, k.jumlah
     from kabar k join users u on u.institution_id = k.institution_id and u.nama = 'Orang dosen-0-0'
     join unit_kerja f on f.institution_id = k.institution_id and f.kode = 'F0' where k.n = 1`,
  `insert into notifikasi (institution_id, id, created_at, saluran_id, nomor, jenis, kode)
   select institution_id, id, uuid_extract_timestamp(id), saluran_id, n, case when n % 500 = 7 then 'error' else 'info' end, 'siaran' from kabar`,
  `insert into user_roles (institution_id, user_id, peran, unit_id, sejak) select institution_id, user_id, 'dosen', unit_id, '2024-01-01' from orang o
    where not exists (select from user_roles r where r.institution_id = o.institution_id and r.user_id = o.user_id and r.peran = 'dosen' and r.unit_id = o.unit_id)`,
  "insert into notifikasi_saluran (institution_id, user_id, terakhir) select institution_id, user_id, 1 from orang on conflict do nothing",
  `insert into notifikasi_tanda (institution_id, user_id, saluran_id, dibaca, jumlah, sejak)
   select institution_id, user_id, id, '{[1,2)}', 1, '2024-01-01' from notifikasi_saluran where terakhir = 1`,
  // One of them has read all but the very first of what was said to everybody, and nothing else.
  `insert into notifikasi_tanda (institution_id, user_id, saluran_id, dibaca, jumlah, sejak)
   select s.institution_id, u.id, s.id, '{[2,60001)}', 59999, '2024-01-01' from notifikasi_saluran s join users u on u.institution_id = s.institution_id
    where s.terakhir = 60000 and u.nama = 'Orang dosen-0-0'`,
];
