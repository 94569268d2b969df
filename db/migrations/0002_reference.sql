-- What is the same for every institution, and what each may correct.

create table wilayah (
  kode text primary key,
  nama text not null,
  tingkat text not null check (tingkat in ('provinsi', 'kabupaten', 'kota')),
  induk_kode text references wilayah (kode),
  check ((tingkat = 'provinsi') = (induk_kode is null))
);
create index wilayah_induk on wilayah (induk_kode);

create table golongan (
  kode text primary key,
  kelompok text not null check (kelompok in ('pns', 'pppk')),
  pangkat text,
  urutan smallint not null
);

-- Standar Biaya Masukan: figures of a budget year, each with where it was read.
create table sbm_tarif (
  tahun smallint not null,
  provinsi_kode text not null references wilayah (kode),
  komponen text not null,
  kelompok text not null default '',
  tarif bigint not null check (tarif >= 0),
  satuan text not null,
  sumber text not null,
  berlaku_mulai date not null,
  primary key (tahun, provinsi_kode, komponen, kelompok)
);
create index sbm_tarif_provinsi on sbm_tarif (provinsi_kode);
grant select on wilayah, golongan, sbm_tarif to serambi_app;

-- An institution's own figure in place of the national one.
create table sbm_koreksi (
  institution_id uuid not null references institutions (id),
  tahun smallint not null,
  provinsi_kode text not null references wilayah (kode),
  komponen text not null,
  kelompok text not null default '',
  tarif bigint not null check (tarif >= 0),
  satuan text not null,
  sumber text not null,
  berlaku_mulai date not null,
  oleh uuid,
  updated_at timestamptz not null default now(),
  primary key (institution_id, tahun, provinsi_kode, komponen, kelompok)
);
create index sbm_koreksi_provinsi on sbm_koreksi (provinsi_kode);
select isolate_table('sbm_koreksi', 'select, insert, update, delete');

create table hari_libur (
  institution_id uuid not null references institutions (id),
  tanggal date not null,
  nama text not null,
  jenis text not null check (jenis in ('libur_nasional', 'cuti_bersama', 'institusi')),
  sumber text not null,
  primary key (institution_id, tanggal)
);
select isolate_table('hari_libur', 'select, insert, update, delete');
