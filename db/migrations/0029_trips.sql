-- A travel order after its letters: its files, its days on the way, what its travellers report.

-- A file of an order: a receipt, a scan of the signed Surat Tugas, a stamped visum page, what belongs to a report or to a cancellation.
-- What concerns everybody who travels is nobody's; the rest is one traveller's. Which kinds an order takes in which state is a rule of
-- the application (db/modules/sppd/rules/berkas.ts).
create table sppd_berkas (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  sppd_id uuid not null,
  sppd_created_at timestamptz not null,
  pegawai_id uuid,
  jenis text not null check (jenis in ('bukti', 'scan_st', 'visum', 'lampiran_laporan', 'foto', 'pembatalan')),
  nama text not null check (length(nama) between 1 and 150),
  kunci text not null check (starts_with(kunci, institution_id::text || '/')),
  -- by its content, whatever its name says
  tipe text not null check (tipe in ('application/pdf', 'image/jpeg', 'image/png', 'image/webp')),
  ukuran integer not null check (ukuran between 1 and 10485760),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  oleh uuid not null,
  created_at timestamptz not null default now(),
  primary key (institution_id, id),
  unique (institution_id, kunci),
  foreign key (institution_id, sppd_id, sppd_created_at) references sppd (institution_id, id, created_at),
  foreign key (institution_id, pegawai_id) references pegawai (institution_id, id),
  foreign key (institution_id, oleh) references users (institution_id, id),
  check ((pegawai_id is null) = (jenis in ('scan_st', 'pembatalan')))
);
create index sppd_berkas_sppd on sppd_berkas (institution_id, sppd_id, sppd_created_at);
create index sppd_berkas_pegawai on sppd_berkas (institution_id, pegawai_id);
create index sppd_berkas_oleh on sppd_berkas (institution_id, oleh);
-- what was handed in is taken back whole, never altered
select isolate_table('sppd_berkas', 'select, insert, delete');

-- The day of the real return, where it was another than ordered.
alter table sppd add tanggal_kembali_nyata date,
  add constraint sppd_kembali_nyata check (tanggal_kembali_nyata between tanggal_berangkat and tanggal_kembali);
