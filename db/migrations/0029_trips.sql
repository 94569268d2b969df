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

-- What the clock does is nobody's; everything else is somebody's.
alter table approval_logs alter oleh drop not null,
  add constraint approval_logs_oleh check (oleh is not null or aksi in ('mulai', 'kembali', 'arsipkan'));

-- Where somebody was and when, as the stamps on the back of their SPD say: [{ tiba: { di, tanggal, pejabat }?, berangkat: { dari, ke, tanggal, pejabat }? }]
alter table sppd_pelaksana add visum jsonb not null default '[]';

-- Who came back earlier than ordered gives back the days.
grant update (periode) on sppd_klaim to serambi_app;

-- A report is due so many working days after the day its traveller had to be back: by the holidays as they are when it is asked.
alter table laporan_perjalanan drop tenggat,
  add harus_kembali date,
  -- of its text: whoever read an older one overwrites nothing
  add versi integer not null default 1 check (versi > 0),
  add dikirim_pada timestamptz,
  -- why it was returned last: { alasan, oleh, pada }
  add dikembalikan jsonb;
update laporan_perjalanan l set harus_kembali = s.tanggal_kembali, dikirim_pada = case when l.status <> 'draft' then l.updated_at end
  from sppd s where s.institution_id = l.institution_id and s.id = l.sppd_id and s.created_at = l.sppd_created_at;
alter table laporan_perjalanan alter harus_kembali set not null,
  add constraint laporan_terkirim check ((status = 'draft') = (dikirim_pada is null));

-- The n-th working day after a day, n being the institution's `hari_laporan` (5 by the regulation): Monday to Friday, outside its
-- holidays. The same as db/modules/sppd/rules/hari-kerja.ts, and tested against it. Where there is none within a year, the year's end.
create function tenggat_laporan(kembali date) returns date language sql stable
begin atomic
  with n as (select coalesce((module_settings('sppd') ->> 'hari_laporan')::integer, 5) as hari)
  select coalesce((
    select kembali + k from n, generate_series(1, 366) k
     where extract(isodow from kembali + k) < 6 and not exists (select from hari_libur h where h.tanggal = kembali + k)
     order by k offset (select hari - 1 from n) limit 1), kembali + 366);
end;
grant execute on function tenggat_laporan(date) to serambi_app, serambi_ops;

-- What a report still lacks before it can be sent; empty: nothing.
create function laporan_kurang(isi jsonb) returns text[] language sql immutable
  return array_remove(array[
    case when coalesce(isi ->> 'pendahuluan', '') = '' then 'PENDAHULUAN_KOSONG' end,
    case when coalesce(jsonb_array_length(isi -> 'pelaksanaan'), 0) = 0 then 'PELAKSANAAN_KOSONG' end,
    case when coalesce(isi ->> 'hasil', '') = '' then 'HASIL_KOSONG' end,
    case when coalesce(isi ->> 'kesimpulan', '') = '' then 'KESIMPULAN_KOSONG' end], null);
grant execute on function laporan_kurang(jsonb) to serambi_app, serambi_ops;

-- What a traveller was reminded of, once each: `kembali`, `menjelang`, `tenggat`, and `lewat_1`, `lewat_2` … by weeks.
create table sppd_pengingat (
  institution_id uuid not null references institutions (id),
  sppd_id uuid not null,
  sppd_created_at timestamptz not null,
  pegawai_id uuid not null,
  jenis text not null check (jenis ~ '^(kembali|menjelang|tenggat|lewat_[0-9]+)$'),
  created_at timestamptz not null default now(),
  primary key (institution_id, sppd_id, pegawai_id, jenis),
  foreign key (institution_id, sppd_id, sppd_created_at) references sppd (institution_id, id, created_at),
  foreign key (institution_id, pegawai_id) references pegawai (institution_id, id)
);
create index sppd_pengingat_sppd on sppd_pengingat (institution_id, sppd_id, sppd_created_at);
create index sppd_pengingat_pegawai on sppd_pengingat (institution_id, pegawai_id);
select isolate_table('sppd_pengingat', 'select, insert');

-- Of what whom is to be reminded today: on the day of return, two days before the report is due, on the day, and then each week.
create function pengingat_laporan() returns table (sppd_id uuid, sppd_created_at timestamptz, pegawai_id uuid, jenis text, tenggat date)
  language sql stable
begin atomic
  select p.* from (
    select s.id as sppd_id, s.created_at as sppd_created_at, t.pegawai_id, 'kembali' as jenis, tenggat_laporan(s.tanggal_kembali) as tenggat
      from sppd s join sppd_pelaksana t on t.sppd_id = s.id
     where s.status = 'berjalan' and s.tanggal_kembali = app_today()
    union all
    select l.sppd_id, l.sppd_created_at, l.pegawai_id,
           case when sisa = 0 then 'tenggat' when sisa between 1 and 2 then 'menjelang' when sisa <= -7 then 'lewat_' || (-sisa / 7) end, d.tenggat
      from laporan_perjalanan l, lateral (select tenggat_laporan(l.harus_kembali) as tenggat) d, lateral (select d.tenggat - app_today() as sisa) x
     where l.status = 'draft') p
   where p.jenis is not null
     and not exists (select from sppd_pengingat g where g.sppd_id = p.sppd_id and g.pegawai_id = p.pegawai_id and g.jenis = p.jenis);
end;
grant execute on function pengingat_laporan() to serambi_app, serambi_ops;

-- Records the job of a night, once, for every institution where it is night and an order departs, returns or waits for a report. It
-- may be called at any time, by several at once; nobody learns from it which they were.
create function record_trip_days() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('serambi.record_trip_days'));
  insert into jobs (institution_id, name, payload)
  select i.id, 'sppd.hari', jsonb_build_object('hari', sekarang::date)
    from institutions i left join institution_clocks c on c.institution_id = i.id,
      lateral (select (now() + coalesce(c.shift, interval '0')) at time zone i.zona_waktu) s(sekarang)
   where extract(hour from sekarang) < 5
     and (exists (select from sppd o where o.institution_id = i.id and o.status = 'spd_terbit' and o.tanggal_berangkat <= sekarang::date)
       or exists (select from sppd o where o.institution_id = i.id and o.status = 'berjalan' and o.tanggal_kembali <= sekarang::date)
       or exists (select from laporan_perjalanan l where l.institution_id = i.id and l.status = 'draft'))
     and not exists (select from jobs j where j.institution_id = i.id and j.id > uuidv7(interval '-1 day')
       and j.name = 'sppd.hari' and j.payload ->> 'hari' = sekarang::date::text);
end $$;
grant execute on function record_trip_days() to serambi_app;

-- What was changed of a trip on its way: the Surat Tugas keeps its number, "Adendum I" and so on stand beside it.
create table sppd_adendum (
  institution_id uuid not null references institutions (id),
  sppd_id uuid not null,
  sppd_created_at timestamptz not null,
  urut smallint not null check (urut > 0),
  tanggal date not null,
  alasan text not null,
  -- { tanggal_kembali, etape, total_estimasi } before and after
  semula jsonb not null,
  menjadi jsonb not null,
  oleh uuid not null,
  primary key (institution_id, sppd_id, urut),
  foreign key (institution_id, sppd_id, sppd_created_at) references sppd (institution_id, id, created_at),
  foreign key (institution_id, oleh) references users (institution_id, id)
);
create index sppd_adendum_sppd on sppd_adendum (institution_id, sppd_id, sppd_created_at);
create index sppd_adendum_oleh on sppd_adendum (institution_id, oleh);
select isolate_table('sppd_adendum', 'select, insert');

-- A cancellation after the issue takes two people: who asks for it (a superior, or somebody with a superior's signed statement), and
-- the PPK. Costs that nobody gives back stay with the budget: [{ pegawai_id, uraian, jumlah, berkas_id }], each with its proof.
create table sppd_pembatalan (
  institution_id uuid not null references institutions (id),
  sppd_id uuid not null,
  sppd_created_at timestamptz not null,
  alasan text not null,
  berkas_id uuid,
  biaya jsonb not null default '[]',
  total bigint not null check (total >= 0),
  diminta_oleh uuid not null,
  diminta_pada timestamptz not null,
  disahkan_oleh uuid,
  disahkan_pada timestamptz,
  primary key (institution_id, sppd_id),
  foreign key (institution_id, sppd_id, sppd_created_at) references sppd (institution_id, id, created_at),
  foreign key (institution_id, berkas_id) references sppd_berkas (institution_id, id),
  foreign key (institution_id, diminta_oleh) references users (institution_id, id),
  foreign key (institution_id, disahkan_oleh) references users (institution_id, id),
  check ((disahkan_oleh is null) = (disahkan_pada is null)),
  check (disahkan_oleh <> diminta_oleh)
);
create index sppd_pembatalan_sppd on sppd_pembatalan (institution_id, sppd_id, sppd_created_at);
create index sppd_pembatalan_berkas on sppd_pembatalan (institution_id, berkas_id);
create index sppd_pembatalan_diminta on sppd_pembatalan (institution_id, diminta_oleh);
create index sppd_pembatalan_disahkan on sppd_pembatalan (institution_id, disahkan_oleh);
select isolate_table('sppd_pembatalan', 'select, insert, update');

-- The PDF of a letter that was cancelled, with DIBATALKAN across it: what is handed out from then on. The first one stays as it was.
alter table dokumen add batal_sha256 text check (batal_sha256 ~ '^[0-9a-f]{64}$'), add batal_bytes integer,
  add check (batal_sha256 is null or status = 'dibatalkan');
grant update (batal_sha256, batal_bytes) on dokumen to serambi_app;
