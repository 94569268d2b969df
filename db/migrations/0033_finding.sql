-- Finding and seeing: what a year's orders are in numbers, kept up with each change.

-- What was committed for an order beside its estimate while it holds one: below 0, the estimates of travellers whose accounts are
-- settled; above 0, what nobody gives back of a cancelled order. And what was really spent on settled travellers.
alter table sppd add komitmen_lain bigint not null default 0, add realisasi bigint not null default 0 check (realisasi >= 0);

update sppd set komitmen_lain = - total_estimasi, realisasi = total_estimasi where status in ('selesai', 'diarsipkan');

-- What an order holds of its budget line.
create function komitmen_sppd(status text, total_estimasi bigint, komitmen_lain bigint) returns bigint language sql immutable
  return case when status in ('draft', 'ditolak', 'dibatalkan', 'dibatalkan_terbit') then 0 else total_estimasi end + komitmen_lain;
grant execute on function komitmen_sppd(text, bigint, bigint) to serambi_app, serambi_ops;

-- Orders of a unit by year (of creation, UTC), month of departure and state. Each number is the sum of its lanes: who changes orders at
-- the same moment as others takes a lane of their own, so that nobody waits for another's commit.
create table sppd_hitungan (
  institution_id uuid not null references institutions (id),
  tahun smallint not null,
  unit_id uuid not null,
  bulan smallint not null check (bulan between 1 and 12),
  status text not null,
  lajur smallint not null check (lajur between 0 and 7),
  -- of one lane, and so perhaps below 0
  jumlah bigint not null,
  total_estimasi bigint not null,
  komitmen bigint not null,
  realisasi bigint not null,
  primary key (institution_id, tahun, unit_id, bulan, status, lajur),
  foreign key (institution_id, unit_id) references unit_kerja (institution_id, id)
) with (fillfactor = 70);
create index sppd_hitungan_unit on sppd_hitungan (institution_id, unit_id);
-- written by the triggers below alone, with their owner's rights
select isolate_table('sppd_hitungan', 'select');

-- The first lane of an institution that nobody holds, until the transaction ends; any when all are taken.
create function lajur_hitungan() returns smallint language sql volatile
  return coalesce(
    (select i from generate_series(0, 7) i where pg_try_advisory_xact_lock(hashtextextended('serambi.sppd_hitungan' || current_institution(), i)) limit 1),
    pg_backend_pid() % 8)::smallint;

-- Orders that came (1) or went (-1).
create function hitung_sppd_ada() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  tanda smallint := tg_argv[0];
  jalur smallint;
begin
  if not exists (select from berubah) then
    return null;
  end if;
  jalur := lajur_hitungan();
  insert into sppd_hitungan as h (institution_id, tahun, unit_id, bulan, status, lajur, jumlah, total_estimasi, komitmen, realisasi)
  select s.institution_id, extract(year from s.created_at at time zone 'UTC'), s.unit_id, extract(month from s.tanggal_berangkat), s.status, jalur,
         tanda * count(*), tanda * sum(s.total_estimasi), tanda * sum(komitmen_sppd(s.status, s.total_estimasi, s.komitmen_lain)), tanda * sum(s.realisasi)
    from berubah s group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
  on conflict (institution_id, tahun, unit_id, bulan, status, lajur) do update set
    jumlah = h.jumlah + excluded.jumlah, total_estimasi = h.total_estimasi + excluded.total_estimasi,
    komitmen = h.komitmen + excluded.komitmen, realisasi = h.realisasi + excluded.realisasi;
  return null;
end $$;

-- Orders that changed: what does not count differently from before is not touched.
create function hitung_sppd_berubah() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  jalur smallint;
begin
  if not exists (
    select from lama l join baru b on b.institution_id = l.institution_id and b.id = l.id
     where (l.unit_id, l.tanggal_berangkat, l.status, l.total_estimasi, l.komitmen_lain, l.realisasi)
       is distinct from (b.unit_id, b.tanggal_berangkat, b.status, b.total_estimasi, b.komitmen_lain, b.realisasi)) then
    return null;
  end if;
  jalur := lajur_hitungan();
  insert into sppd_hitungan as h (institution_id, tahun, unit_id, bulan, status, lajur, jumlah, total_estimasi, komitmen, realisasi)
  select s.institution_id, extract(year from s.created_at at time zone 'UTC'), s.unit_id, extract(month from s.tanggal_berangkat), s.status, jalur,
         sum(tanda), sum(tanda * s.total_estimasi), sum(tanda * komitmen_sppd(s.status, s.total_estimasi, s.komitmen_lain)), sum(tanda * s.realisasi)
    from (select -1 as tanda, l.* from lama l union all select 1, b.* from baru b) s
   group by 1, 2, 3, 4, 5
  having sum(tanda) <> 0 or sum(tanda * s.total_estimasi) <> 0 or sum(tanda * s.komitmen_lain) <> 0 or sum(tanda * s.realisasi) <> 0
   order by 1, 2, 3, 4, 5
  on conflict (institution_id, tahun, unit_id, bulan, status, lajur) do update set
    jumlah = h.jumlah + excluded.jumlah, total_estimasi = h.total_estimasi + excluded.total_estimasi,
    komitmen = h.komitmen + excluded.komitmen, realisasi = h.realisasi + excluded.realisasi;
  return null;
end $$;

create trigger hitung_ditambah after insert on sppd referencing new table as berubah
  for each statement execute function hitung_sppd_ada('1');
create trigger hitung_diubah after update on sppd referencing old table as lama new table as baru
  for each statement execute function hitung_sppd_berubah();
create trigger hitung_dihapus after delete on sppd referencing old table as berubah
  for each statement execute function hitung_sppd_ada('-1');

insert into sppd_hitungan (institution_id, tahun, unit_id, bulan, status, lajur, jumlah, total_estimasi, komitmen, realisasi)
select s.institution_id, extract(year from s.created_at at time zone 'UTC'), s.unit_id, extract(month from s.tanggal_berangkat), s.status, 0,
       count(*), sum(s.total_estimasi), sum(komitmen_sppd(s.status, s.total_estimasi, s.komitmen_lain)), sum(s.realisasi)
  from sppd s group by 1, 2, 3, 4, 5;

-- The private link of somebody's calendar: one each, and only its hash. A new one ends the one before.
create table tautan_kalender (
  institution_id uuid not null references institutions (id),
  user_id uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  primary key (institution_id, user_id),
  foreign key (institution_id, user_id) references users (institution_id, id)
);
select isolate_table('tautan_kalender', 'select, insert, update, delete');

-- What orders are looked for by besides. A destination leads its index, which so serves its foreign key as well.
drop index sppd_tujuan;
create index sppd_tujuan on sppd (tujuan_kode, institution_id, id, status);
create index sppd_kembali on sppd (institution_id, tanggal_kembali, id, unit_id, status);
create index sppd_total on sppd (institution_id, total_estimasi, id, unit_id, status);
-- By bytes, so that what begins with a text lies between it and the next: `like` would not be let ahead of the policy.
create index nomor_surat_awalan on nomor_surat (institution_id, nomor collate "C");

-- The smallest id of a moment: ids (UUIDv7) are in the order of their milliseconds.
create function id_sejak(saat timestamptz) returns uuid language sql immutable
  return (lpad(to_hex(ceil(extract(epoch from saat) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;
grant execute on function id_sejak(timestamptz) to serambi_app, serambi_ops;
