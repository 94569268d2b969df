-- What a trip really cost, line by line with its receipts, and what was paid for it.

-- The standing in which somebody travels: { golongan, kesetaraan }, frozen when their SPD is issued, so that a promotion on the
-- way changes no tariff. Null: as they stand today.
alter table sppd_pelaksana add kedudukan jsonb;

-- One traveller's statement of costs (surat pertanggungjawaban), whole and with a version.
create table sppd_spj (
  institution_id uuid not null references institutions (id),
  sppd_id uuid not null,
  pegawai_id uuid not null,
  versi integer not null default 1 check (versi > 0),
  -- the trip that the costs were computed for; another is computed anew
  etape jsonb not null,
  tanggal_kembali date not null,
  -- whether the allowance of the post is asked for, where the post carries one
  representasi boolean not null,
  -- what was declared of costs without proof (Daftar Pengeluaran Riil): { teks: text[], oleh, pada }
  pernyataan jsonb,
  updated_at timestamptz not null default now(),
  -- perhitungan rampung, as the PPK validated it; `ppk` is who that was: { nama, nip }
  ditetapkan bigint check (ditetapkan >= 0),
  -- taxes by component: { komponen: rupiah }, and their sum
  pph jsonb,
  total_pph bigint check (total_pph >= 0),
  dibayar_semula bigint check (dibayar_semula >= 0),
  ppk jsonb,
  disahkan_pada timestamptz,
  primary key (institution_id, sppd_id, pegawai_id),
  foreign key (institution_id, sppd_id, pegawai_id) references sppd_pelaksana (institution_id, sppd_id, pegawai_id) on update cascade,
  check (num_nulls(ditetapkan, pph, total_pph, dibayar_semula, ppk, disahkan_pada) in (0, 6))
);
select isolate_table('sppd_spj', 'select, insert, update');

create table sppd_biaya (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  sppd_id uuid not null,
  pegawai_id uuid not null,
  urut smallint not null check (urut > 0),
  komponen text not null check (komponen in ('transpor', 'taksi', 'sewa', 'uang_harian', 'representasi', 'penginapan', 'lain')),
  uraian text not null,
  -- the day it was spent; of lodging: of the evening
  tanggal date,
  kuantitas integer not null check (kuantitas > 0),
  satuan text not null,
  tarif bigint not null check (tarif >= 0),
  -- what was really spent
  jumlah bigint not null check (jumlah >= 0),
  -- the ceiling or the tables' figure; null where there is none
  pagu bigint check (pagu >= 0),
  -- what the rules recognize of it, with what was dispensed
  diakui bigint not null check (diakui between 0 and jumlah),
  sumber text not null,
  -- added by the tariffs, and not entered
  otomatis boolean not null,
  -- without proof: it stands in the Daftar Pengeluaran Riil
  riil boolean not null,
  catatan text,
  -- as entered, where the columns do not say it: { menginap, sekamar_dengan, provinsi_kode, kelompok }
  isian jsonb not null default '{}',
  -- what the PPK lets pass above the ceiling: { jumlah, alasan, oleh, pada }
  dispensasi jsonb,
  -- the treasurer's verdict, and what comes of the line by it
  putusan text not null default 'menunggu' check (putusan in ('menunggu', 'diterima', 'dikoreksi', 'ditolak')),
  ditetapkan bigint check (ditetapkan between 0 and diakui),
  alasan text,
  -- { oleh, pada }
  diputus jsonb,
  primary key (institution_id, id),
  foreign key (institution_id, sppd_id, pegawai_id) references sppd_spj (institution_id, sppd_id, pegawai_id) on update cascade,
  check ((putusan = 'menunggu') = (ditetapkan is null)),
  check (putusan <> 'diterima' or ditetapkan = diakui),
  check ((putusan in ('dikoreksi', 'ditolak')) = (alasan is not null))
);
create unique index sppd_biaya_urut on sppd_biaya (institution_id, sppd_id, pegawai_id, urut);
-- a night is slept once
create unique index sppd_biaya_malam on sppd_biaya (institution_id, sppd_id, pegawai_id, tanggal) where komponen = 'penginapan';
select isolate_table('sppd_biaya', 'select, insert, update, delete');

-- Receipts of a line: a file that a line refers to stays.
create table sppd_biaya_bukti (
  institution_id uuid not null references institutions (id),
  biaya_id uuid not null,
  berkas_id uuid not null,
  primary key (institution_id, biaya_id, berkas_id),
  foreign key (institution_id, biaya_id) references sppd_biaya (institution_id, id) on delete cascade,
  foreign key (institution_id, berkas_id) references sppd_berkas (institution_id, id)
);
create index sppd_biaya_bukti_berkas on sppd_biaya_bukti (institution_id, berkas_id);
select isolate_table('sppd_biaya_bukti', 'select, insert');

-- Money that changed hands: advances, and the one payment that ends a traveller's account.
create table sppd_pembayaran (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  sppd_id uuid not null,
  pegawai_id uuid not null,
  -- nihil: nothing was due either way
  jenis text not null check (jenis in ('uang_muka', 'kurang_bayar', 'lebih_bayar', 'nihil')),
  jumlah bigint not null check (jumlah >= 0 and (jumlah = 0) = (jenis = 'nihil')),
  -- the budget year, within which a proof has its number to itself
  tahun smallint not null,
  nomor_bukti text,
  -- receipt number of the treasury for what was paid back
  ntpn text check (ntpn ~ '^[0-9A-Z]{16}$'),
  tanggal date not null,
  -- who paid, as receipts name them: { nama, nip }
  bendahara jsonb not null,
  created_at timestamptz not null default now(),
  primary key (institution_id, id),
  foreign key (institution_id, sppd_id, pegawai_id) references sppd_pelaksana (institution_id, sppd_id, pegawai_id) on update cascade,
  check ((jenis in ('uang_muka', 'kurang_bayar')) = (nomor_bukti is not null)),
  check ((jenis = 'lebih_bayar') = (ntpn is not null))
);
create index sppd_pembayaran_pelaksana on sppd_pembayaran (institution_id, sppd_id, pegawai_id);
create unique index sppd_pembayaran_nomor on sppd_pembayaran (institution_id, tahun, nomor_bukti);
create unique index sppd_pembayaran_ntpn on sppd_pembayaran (institution_id, ntpn);
create unique index sppd_pembayaran_akhir on sppd_pembayaran (institution_id, sppd_id, pegawai_id) where jenis <> 'uang_muka';
-- what was paid stays paid
select isolate_table('sppd_pembayaran', 'select, insert');

-- Budget lines are entered and corrected by the institution.
grant insert, update (uraian, pagu) on anggaran to serambi_app;

-- What is still missing before a traveller's statement of costs can be sent; empty: nothing.
create function spj_kurang(wanted uuid, traveller uuid) returns text[] language sql stable
  return (
    select case when h.sppd_id is null then array['BIAYA_BELUM_DIISI'] else array_remove(array[
        case when h.etape <> s.etape or h.tanggal_kembali <> coalesce(s.tanggal_kembali_nyata, s.tanggal_kembali) then 'BIAYA_PERLU_DIHITUNG_ULANG' end,
        case when exists (select from sppd_biaya b where b.sppd_id = h.sppd_id and b.pegawai_id = h.pegawai_id
            and not b.otomatis and not b.riil and b.jumlah > 0 and b.isian ->> 'menginap' is distinct from 'false'
            and not exists (select from sppd_biaya_bukti k where k.biaya_id = b.id)) then 'BUKTI_BELUM_ADA' end,
        case when h.pernyataan is null and exists (select from sppd_biaya b where b.sppd_id = h.sppd_id and b.pegawai_id = h.pegawai_id
            and (b.riil or b.isian ->> 'menginap' = 'false')) then 'PERNYATAAN_BELUM_ADA' end], null) end
      from sppd s left join sppd_spj h on h.sppd_id = s.id and h.pegawai_id = traveller
     where s.id = wanted and s.created_at = uuid_extract_timestamp(wanted));
grant execute on function spj_kurang(uuid, uuid) to serambi_app, serambi_ops;

-- Whether somebody has done one of these with an order, in whichever account of theirs: nobody is both PPK and treasurer of one.
create function pernah_bertindak(wanted uuid, siapa uuid, pegawai uuid, tindakan text[]) returns boolean language sql stable
  return exists (
    select from approval_logs l join users u on u.id = l.oleh
     where l.sppd_id = wanted and l.created_at >= uuid_extract_timestamp(wanted) and l.aksi = any (tindakan) and (u.id = siapa or u.pegawai_id = pegawai));
grant execute on function pernah_bertindak(uuid, uuid, uuid, text[]) to serambi_app, serambi_ops;

-- Accounts whose roles carry a permission for a unit. `jangkauan` says which of the platform's roles do, and how far: {"bendahara": "all"}.
create function pemegang_izin(dicari text, jangkauan jsonb, unit uuid) returns setof uuid language sql stable
begin atomic
  select distinct u.id
    from unit_kerja k
    join (select x.key as peran, x.value as sejauh from jsonb_each_text(jangkauan) x
          union all select o.kode, o.izin ->> dicari from peran_lembaga o where o.izin ? dicari) g on true
    join user_roles r on r.peran = g.peran and (g.sejauh = 'all' or g.sejauh = 'unit' and r.unit_id = any (k.jalur))
    join users u on u.id = r.user_id and u.aktif
   where k.id = unit;
end;
grant execute on function pemegang_izin(text, jsonb, uuid) to serambi_app, serambi_ops;

-- Who holds the office of PPK for a unit today, and has an account.
create function ppk_sppd(unit uuid) returns setof uuid language sql stable
begin atomic
  select distinct u.id
    from unit_kerja k
    join pejabat p on p.unit_id = any (k.jalur) and p.jenis = 'ppk' and sedang_menjabat(p)
    join users u on u.pegawai_id = p.pegawai_id and u.aktif
   where k.id = unit;
end;
grant execute on function ppk_sppd(uuid) to serambi_app, serambi_ops;

-- Tariffs that come by the sheet: the file, and what became of each of its rows; nothing of it holds until it is saved.
create table impor_tarif (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  oleh uuid not null,
  berkas text not null,
  nama_berkas text not null,
  job_id uuid not null,
  -- [{ nomor, putusan, isi, galat: [{ kolom, kode }] }]; null while they are looked at
  baris jsonb,
  disimpan_pada timestamptz,
  created_at timestamptz not null default now(),
  primary key (institution_id, id),
  foreign key (institution_id, oleh) references users (institution_id, id),
  foreign key (institution_id, job_id) references jobs (institution_id, id)
);
create index impor_tarif_oleh on impor_tarif (institution_id, oleh);
create index impor_tarif_job on impor_tarif (institution_id, job_id);
select isolate_table('impor_tarif', 'select, insert');
grant update (baris, disimpan_pada) on impor_tarif to serambi_app;
