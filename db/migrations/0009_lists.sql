-- What lists are read by: an index for every order and filter that they declare, and the text that orders are searched by.

create extension if not exists pg_trgm;
-- puts the institution into the index of the searched text
create extension if not exists btree_gin;

-- A list is read in the order of its index and stops when its page is full. What it is filtered by besides is in the index
-- too, so that a row that does not fit is passed over without being fetched.
drop index sppd_user, sppd_unit, sppd_menunggu, sppd_tanggal_jalan;
create index sppd_user on sppd (institution_id, user_id, id, status);
create index sppd_unit on sppd (institution_id, unit_id, id, status);
create index sppd_unit_tanggal on sppd (institution_id, unit_id, tanggal_berangkat, id, status);
create index sppd_menunggu on sppd (institution_id, unit_id, level_menunggu, id) where level_menunggu is not null;
create index sppd_tanggal_jalan on sppd (institution_id, tanggal_berangkat, id, tanggal_kembali, status);
create index pegawai_nama on pegawai (institution_id, nama, id);

-- The words by which an order is found: its purpose, place and numbers, its travellers. Lower case. Beside the orders and not
-- in them, because an order changes its state many times and these change seldom.
create table cari_sppd (
  institution_id uuid not null references institutions (id),
  -- the order's
  id uuid not null,
  created_at timestamptz not null,
  teks text not null,
  primary key (institution_id, id, created_at),
  constraint cari_waktu check (created_at = uuid_extract_timestamp(id))
) partition by range (created_at);
create index cari_sppd_teks on cari_sppd using gin (institution_id, teks gin_trgm_ops);
select isolate_table('cari_sppd', 'select, insert, update');
insert into yearly_tables values ('cari_sppd');

-- Years that are open already have it too. (Its name is last but one: `open_year` takes the last for the sign that all are there.)
do $$
declare
  tahun text;
begin
  for tahun in select right(c.relname, 4) from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'sppd'::regclass loop
    execute format('create table cari_sppd_%s partition of cari_sppd for values from (%L) to (%L)', tahun,
      tahun || '-01-01 00:00:00+00', (tahun::int + 1) || '-01-01 00:00:00+00');
    perform isolate_table(format('cari_sppd_%s', tahun)::regclass, '');
  end loop;
end $$;

create function teks_cari(s sppd) returns text language sql stable
  return (select lower(concat_ws(E'\n', s.maksud, s.tempat, nama_wilayah(s.tujuan_kode), s.nomor_st,
    (select string_agg(concat_ws(' ', nama_lengkap(g), g.nip, t.nomor_spd), E'\n' order by t.urut)
       from sppd_pelaksana t join pegawai g on g.institution_id = t.institution_id and g.id = t.pegawai_id
      where t.institution_id = s.institution_id and t.sppd_id = s.id))));
grant execute on function teks_cari(sppd) to serambi_app, serambi_ops;

create function tulis_cari(s sppd) returns void language sql volatile as $$
  insert into cari_sppd (institution_id, id, created_at, teks) values (s.institution_id, s.id, s.created_at, teks_cari(s))
    on conflict (institution_id, id, created_at) do update set teks = excluded.teks where cari_sppd.teks <> excluded.teks
$$;
grant execute on function tulis_cari(sppd) to serambi_app, serambi_ops;

-- An order's travellers are written with it, so they are what tells of a new one.
create function cari_dari_pelaksana() returns trigger language plpgsql as $$
begin
  perform tulis_cari(s) from (select distinct institution_id, sppd_id, sppd_created_at from baru) b
    join sppd s on s.institution_id = b.institution_id and s.id = b.sppd_id and s.created_at = b.sppd_created_at;
  return null;
end $$;
create trigger cari_ditambah after insert on sppd_pelaksana referencing new table as baru
  for each statement execute function cari_dari_pelaksana();
create trigger cari_diubah after update on sppd_pelaksana referencing new table as baru
  for each statement execute function cari_dari_pelaksana();

create function cari_dari_sppd() returns trigger language plpgsql as $$
begin
  perform tulis_cari(new);
  return null;
end $$;
create trigger cari_diubah after update of maksud, tempat, tujuan_kode, nomor_st on sppd
  for each row execute function cari_dari_sppd();

-- Who was renamed is found by the new name, on past orders too.
create function cari_dari_pegawai() returns trigger language plpgsql as $$
begin
  perform tulis_cari(s) from sppd_pelaksana t
    join sppd s on s.institution_id = t.institution_id and s.id = t.sppd_id and s.created_at = t.sppd_created_at
   where t.institution_id = new.institution_id and t.pegawai_id = new.id;
  return null;
end $$;
create trigger cari_diubah after update of nama, gelar_depan, gelar_belakang, nip on pegawai
  for each row execute function cari_dari_pegawai();

insert into cari_sppd (institution_id, id, created_at, teks) select s.institution_id, s.id, s.created_at, teks_cari(s) from sppd s;

-- Words as patterns: each may stand anywhere, and stands for itself whatever it contains.
create function pola_cari(kata text[]) returns text[] language sql immutable
  return array(select '%' || regexp_replace(lower(satu), '([\\%_])', '\\\1', 'g') || '%' from unnest(kata) with ordinality k(satu, urut) order by urut);
grant execute on function pola_cari(text[]) to serambi_app, serambi_ops;

-- Orders of the institution, made between two instants, whose text contains every one of these words; null when there are more
-- than `paling_banyak`. Behind a policy no operator of this search could use its index: hence the rights of the owner, and
-- the institution by name (a table that holds every institution's texts is never read through: no sequential scan). It answers ids alone, and whoever asks reads the orders under their own rights.
create function cari_perjalanan(kata text[], mulai timestamptz, sampai timestamptz, paling_banyak integer) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public set enable_seqscan = off as $$
declare
  pola text[] := pola_cari(kata);
  syarat text := (select string_agg(format('c.teks like $1[%s]', i), ' and ') from generate_subscripts(pola, 1) i);
  ditemukan uuid[];
begin
  -- Planned anew each time: how often a word occurs decides how it is looked up.
  execute 'select array(select c.id from cari_sppd c where c.institution_id = $2 and c.created_at >= $3 and c.created_at < $4 and '
      || coalesce(syarat, 'false') || ' limit $5)'
    into ditemukan using pola, current_institution(), mulai, sampai, paling_banyak + 1;
  return case when cardinality(ditemukan) <= paling_banyak then ditemukan end;
end $$;
grant execute on function cari_perjalanan(text[], timestamptz, timestamptz, integer) to serambi_app;
