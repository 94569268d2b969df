/** What an order on its way leaves empty: a row for each, so that nothing is tried on a table without rows. */
export const emptyRows: Readonly<Record<string, string>> = {
  laporan_perjalanan: `insert into laporan_perjalanan (institution_id, id, created_at, sppd_id, sppd_created_at, pegawai_id, status, harus_kembali)
    select s.institution_id, baru.id, uuid_extract_timestamp(baru.id), s.id, s.created_at, p.pegawai_id, 'draft', '2026-04-22'
      from sppd s join sppd_pelaksana p on p.sppd_id = s.id, (select uuidv7() as id) baru where s.institution_id = $1 limit 1`,
  sppd_adendum: `insert into sppd_adendum (institution_id, sppd_id, sppd_created_at, urut, tanggal, alasan, semula, menjadi, oleh)
    select s.institution_id, s.id, s.created_at, 1, '2026-04-13', 'uji', '{}', '{}', s.user_id from sppd s where s.institution_id = $1 limit 1`,
  sppd_pembatalan: `insert into sppd_pembatalan (institution_id, sppd_id, sppd_created_at, alasan, berkas_id, total, diminta_oleh, diminta_pada, disahkan_oleh, disahkan_pada)
    select s.institution_id, s.id, s.created_at, 'uji', b.id, 0, s.user_id, now(), (select u.id from users u where u.institution_id = $1 and u.id <> s.user_id limit 1), now()
      from sppd s join sppd_berkas b on b.sppd_id = s.id where s.institution_id = $1 limit 1`,
  sppd_pengingat: `insert into sppd_pengingat (institution_id, sppd_id, sppd_created_at, pegawai_id, jenis)
    select s.institution_id, s.id, s.created_at, p.pegawai_id, 'tenggat' from sppd s join sppd_pelaksana p on p.sppd_id = s.id where s.institution_id = $1 limit 1`,
  sppd_berkas: `insert into sppd_berkas (institution_id, sppd_id, sppd_created_at, pegawai_id, jenis, nama, kunci, tipe, ukuran, sha256, oleh)
    select s.institution_id, s.id, s.created_at, p.pegawai_id, 'bukti', 'uji', s.institution_id || '/uji.pdf', 'application/pdf', 1, repeat('0', 64), s.user_id
      from sppd s join sppd_pelaksana p on p.sppd_id = s.id where s.institution_id = $1 limit 1`,
  impor_tarif: `insert into impor_tarif (institution_id, oleh, berkas, nama_berkas, job_id) select j.institution_id, j.created_by, 'uji', 'uji', j.id
    from jobs j where j.institution_id = $1 limit 1`,
  templat_surat: `insert into templat_surat (institution_id, jenis, nama, kunci, ukuran, sha256, oleh)
    select u.institution_id, 'spd', 'uji', u.institution_id || '/uji.docx', 1, repeat('0', 64), u.id from users u where u.institution_id = $1 limit 1`,
  sppd_spj: `insert into sppd_spj (institution_id, sppd_id, pegawai_id, etape, tanggal_kembali, representasi)
    select p.institution_id, p.sppd_id, p.pegawai_id, '[]', '2026-04-15', true from sppd_pelaksana p where p.institution_id = $1 limit 1 on conflict do nothing`,
  sppd_biaya: `with h as (insert into sppd_spj (institution_id, sppd_id, pegawai_id, etape, tanggal_kembali, representasi)
      select p.institution_id, p.sppd_id, p.pegawai_id, '[]', '2026-04-15', true from sppd_pelaksana p where p.institution_id = $1 limit 1 returning *)
    insert into sppd_biaya (institution_id, sppd_id, pegawai_id, urut, komponen, uraian, kuantitas, satuan, tarif, jumlah, diakui, sumber, otomatis, riil)
    select h.institution_id, h.sppd_id, h.pegawai_id, 1, 'lain', 'Uji', 1, 'kali', 1, 1, 1, 'uji', false, true from h`,
  sppd_biaya_bukti: `insert into sppd_biaya_bukti (institution_id, biaya_id, berkas_id)
    select b.institution_id, b.id, f.id from sppd_biaya b join sppd_berkas f using (institution_id) where b.institution_id = $1 limit 1`,
  sppd_pembayaran: `insert into sppd_pembayaran (institution_id, sppd_id, pegawai_id, jenis, jumlah, tahun, tanggal, bendahara)
    select p.institution_id, p.sppd_id, p.pegawai_id, 'nihil', 0, 2026, '2026-04-15', '{}' from sppd_pelaksana p where p.institution_id = $1 limit 1`,
  berkas_mampat: `insert into berkas_mampat (institution_id, kunci, keadaan)
    select i.id, i.id || '/' || gen_random_uuid() || '.pdf', 'utuh' from institutions i where i.id = $1`,
  nomor_pembayaran: `insert into nomor_pembayaran (institution_id, id, tahun, nomor_bukti) values ($1, gen_random_uuid(), 2026, 'uji-' || gen_random_uuid())`,
  sbm_koreksi: `insert into sbm_koreksi (institution_id, tahun, provinsi_kode, komponen, kelompok, tarif, satuan, sumber, berlaku_mulai, oleh)
    select u.institution_id, 2026, '33', 'uang_harian', 'uji', 1, 'OH', 'uji', '2026-01-01', u.id from users u where u.institution_id = $1 limit 1`,
  hari_libur: `insert into hari_libur (institution_id, tanggal, nama, jenis, sumber) values ($1, '2026-12-31', 'Uji', 'institusi', 'uji')`,
  tautan_kalender: `insert into tautan_kalender (institution_id, user_id, hash) select u.institution_id, u.id, repeat('0', 64) from users u where u.institution_id = $1 limit 1`,
  tampilan: `insert into tampilan (institution_id, user_id, daftar, nama, isi, bawaan) select u.institution_id, u.id, 'sppd', 'uji', '{}', false
    from users u where u.institution_id = $1 limit 1`,
  arsip: `insert into arsip (institution_id, id, user_id, unit_id, anggaran_id, status, tahun_anggaran, maksud, tempat, tanggal_berangkat, tanggal_kembali,
      total_estimasi, komitmen, realisasi, teks, berkas, sha256, ukuran, isi_sha256, baris)
    select s.institution_id, uuidv7(), s.user_id, s.unit_id, s.anggaran_id, 'selesai', 2026, 'uji', 'uji', '2026-01-01', '2026-01-01',
      0, 0, 0, 'uji', s.institution_id || '/' || uuidv7() || '.json.gz', repeat('0', 64), 1, repeat('0', 64), 1 from sppd s where s.institution_id = $1 limit 1`,
  arsip_pelaksana: `insert into arsip_pelaksana (institution_id, arsip_id, pegawai_id, urut, nama)
    select a.institution_id, a.id, p.id, 1, 'uji' from arsip a join pegawai p using (institution_id) where a.institution_id = $1 limit 1`,
  arsip_dokumen: `insert into arsip_dokumen (institution_id, id, arsip_id, jenis, nomor, tanggal, status, kode, verifikasi, folder, pdf_sha256, pdf_bytes, docx_sha256, docx_bytes)
    select a.institution_id, uuidv7(), a.id, 'spd', 'uji', '2026-01-01', 'berlaku', kode_verifikasi(), '{}', 'uji', '', 1, '', 1 from arsip a where a.institution_id = $1 limit 1`,
  arsip_tahanan: `insert into arsip_tahanan (institution_id, sppd_id, alasan, oleh) select s.institution_id, s.id, 'uji', s.user_id from sppd s where s.institution_id = $1 limit 1`,
  arsip_jejak: `insert into arsip_jejak (institution_id, sppd_id, aksi, oleh, alasan) select s.institution_id, s.id, 'tahan', s.user_id, 'uji' from sppd s where s.institution_id = $1 limit 1`,
  tahun_jejak: `insert into tahun_jejak (institution_id, tahun, aksi, oleh, alasan) select u.institution_id, 2021, 'buka', u.id, 'uji' from users u where u.institution_id = $1 limit 1`,
  tag_bumps: `insert into tag_bumps (institution_id, tags, created_at) values ($1, '{sppd}', now() + interval '1 day')`,
  live_events: `insert into live_events (institution_id, type, created_at) values ($1, 'notification.new', now() + interval '1 day')`,
  idempotency_keys: `insert into idempotency_keys (institution_id, user_id, key, request_hash) select u.institution_id, u.id, 'uji', 'x'
    from users u where u.institution_id = $1 limit 1`,
  peran_lembaga: `insert into peran_lembaga (institution_id, kode, nama, izin) values ($1, 'uji', 'Uji', '{}')`,
  licences: `insert into licences (institution_id, id, kunci, type, jenjang_aktif, valid_from, valid_until, issued_at)
    values ($1, gen_random_uuid(), 'uji', 'multi', '{}', '2026-01-01', '2099-01-01', '2026-01-01')`,
  tautan_akun: `insert into tautan_akun (institution_id, user_id, tujuan, expires_at) select u.institution_id, u.id, 'undangan', now()
    from users u where u.institution_id = $1 limit 1`,
  kode_pemulihan: `insert into kode_pemulihan (institution_id, user_id, hash) select u.institution_id, u.id, 'x' from users u where u.institution_id = $1 limit 1`,
  kunci_api: `insert into kunci_api (institution_id, user_id, nama, awalan, hash, izin) select u.institution_id, u.id, 'uji', 'srb_uji', 'x', '{}'
    from users u where u.institution_id = $1 limit 1`,
  surel: `insert into surel (institution_id, kepada, templat) values ($1, 'uji@uji.example', 'sandi_diganti')`,
  notifikasi: `with s as (insert into notifikasi_saluran (institution_id, terakhir) values ($1, 1) returning *)
    insert into notifikasi (institution_id, id, created_at, saluran_id, nomor, jenis, kode)
    select s.institution_id, baru.id, uuid_extract_timestamp(baru.id), s.id, 1, 'info', 'siaran' from s, (select uuidv7() as id) baru`,
  notifikasi_tanda: `insert into notifikasi_tanda (institution_id, user_id, saluran_id, dibaca, jumlah, sejak)
    select s.institution_id, u.id, s.id, '{[1,2)}', 1, now() from notifikasi_saluran s join users u using (institution_id)
     where s.institution_id = $1 limit 1`,
  aktivitas: `insert into aktivitas (institution_id, id, created_at, user_id, aksi) select u.institution_id, baru.id, uuid_extract_timestamp(baru.id), u.id, 'masuk'
    from users u, (select uuidv7() as id) baru where u.institution_id = $1 limit 1`,
  aktivitas_ringkas: `insert into aktivitas_ringkas (institution_id, bulan, aksi, jumlah, orang) values ($1, '2021-01-01', 'masuk', 2, 1)`,
  aktivitas_tahanan: `insert into aktivitas_tahanan (institution_id, user_id, alasan, oleh, dilepas_alasan, dilepas_oleh, dilepas_pada)
    select u.institution_id, u.id, 'uji', u.id, 'uji', u.id, now() from users u where u.institution_id = $1 limit 1`,
  platform_operators: `insert into platform_operators (institution_id, user_id) select u.institution_id, u.id from users u where u.institution_id = $1 limit 1`,
  operator_access_log: `insert into operator_access_log (institution_id, id, created_at, user_id, apa)
    select u.institution_id, baru.id, uuid_extract_timestamp(baru.id), u.id, 'daftar' from users u, (select uuidv7() as id) baru where u.institution_id = $1 limit 1`,
  impor: `insert into impor (institution_id, oleh, berkas, nama_berkas, ukuran, periksa_job) select j.institution_id, j.created_by, 'uji', 'uji', 1, j.id
    from jobs j where j.institution_id = $1 limit 1`,
  berkas_sementara: `insert into berkas_sementara (institution_id, kunci, gudang, sampai)
    select i.id, i.id || '/uji.xlsx', 'uploads', now() + interval '1 day' from institutions i where i.id = $1`,
  impor_baris: `insert into impor_baris (institution_id, impor_id, nomor, putusan, isi) select i.institution_id, i.id, 2, 'sah', '{}'
    from impor i where i.institution_id = $1 limit 1`,
};
