-- Words are found in their other forms too, and what waits for whom is read by index.

-- What an Indonesian word is formed from: "perjalanan" and "berjalan" both come to "jalan". meN- and peN- take the place of a k, p, t or
-- s ("kunjungan", "mengunjungi"), and -i looks like the end of many words, so neither is kept where four letters remain. Not meant to be
-- read: it is compared with others of its kind alone.
create function akar(kata text) returns text language sql immutable
  return regexp_replace(regexp_replace((ts_lexize('pg_catalog.indonesian_stem', lower(kata)))[1], '(?<=.{4})i$', ''), '^[kpts](?=[aiueo].{3})', '');
grant execute on function akar(text) to serambi_app, serambi_ops;

-- The roots of a text's words, each between signs that no search can contain.
create function akar_kata(teks text) returns text language sql stable
  return (select coalesce(E'\n\x1f' || string_agg(distinct akar(satu), E'\x1f') || E'\x1f', '')
    from regexp_split_to_table(teks, '[^[:alpha:]]+') satu where length(satu) > 2);
grant execute on function akar_kata(text) to serambi_app, serambi_ops;

-- Of the purpose and the place alone: names are in no other form.
create or replace function teks_cari(s sppd) returns text language sql stable
  return (select lower(concat_ws(E'\n', s.maksud, s.tempat, nama_wilayah(s.tujuan_kode), s.nomor_st,
    (select string_agg(concat_ws(' ', nama_lengkap(g), g.nip, t.nomor_spd), E'\n' order by t.urut)
       from sppd_pelaksana t join pegawai g on g.institution_id = t.institution_id and g.id = t.pegawai_id
      where t.institution_id = s.institution_id and t.sppd_id = s.id))) || akar_kata(concat_ws(' ', s.maksud, s.tempat)));

update cari_sppd c set teks = c.teks || akar_kata(concat_ws(' ', s.maksud, s.tempat)) from sppd s
 where s.institution_id = c.institution_id and s.id = c.id and s.created_at = c.created_at;

-- Words as patterns of their roots, where a text may have another form of them; a word that has none is its own pattern once more.
create function pola_akar(kata text[]) returns text[] language sql immutable
  return array(select case when satu ~ '^[[:alpha:]]{4,}$' then E'%\x1f' || akar(satu) || E'\x1f%' else (pola_cari(array[satu]))[1] end
    from unnest(kata) with ordinality k(satu, urut) order by urut);
grant execute on function pola_akar(text[]) to serambi_app, serambi_ops;

-- As before, and each word may also stand in another form.
create or replace function cari_perjalanan(kata text[], mulai timestamptz, sampai timestamptz, paling_banyak integer) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
declare
  pola text[] := pola_cari(kata);
  bentuk text[] := pola_akar(kata);
  syarat text := (select string_agg(case when pola[i] = bentuk[i] then format('c.teks like $1[%s]', i)
                    else format('(c.teks like $1[%1$s] or c.teks like $2[%1$s])', i) end, ' and ') from generate_subscripts(pola, 1) i);
  ditemukan uuid[];
begin
  -- Planned anew each time: how often a word occurs decides how it is looked up.
  execute 'select array(select c.id from cari_sppd c where c.institution_id = $3 and c.created_at >= $4 and c.created_at < $5 and '
      || coalesce(syarat, 'false') || ' limit $6)'
    into ditemukan using pola, bentuk, current_institution(), mulai, sampai, paling_banyak + 1;
  return case when cardinality(ditemukan) <= paling_banyak then ditemukan end;
end $$;

-- Reports of those who had to be back before this day are overdue today: the n-th working day before today, n being the working days
-- within which they are due. `harus_kembali < batas_terlambat()` says of any day what `tenggat_laporan(harus_kembali) < app_today()` does, and by an index.
create function batas_terlambat() returns date language sql stable
begin atomic
  with n as (select coalesce((module_settings('sppd') ->> 'hari_laporan')::integer, 5) as hari, app_today() as hari_ini)
  select coalesce((
    select hari_ini - k from n, generate_series(1, 366) k
     where extract(isodow from hari_ini - k) < 6 and not exists (select from hari_libur h where h.tanggal = hari_ini - k)
     order by k offset (select hari - 1 from n) limit 1), (select hari_ini - 366 from n));
end;
grant execute on function batas_terlambat() to serambi_app, serambi_ops;

create index laporan_terutang on laporan_perjalanan (institution_id, harus_kembali) where status = 'draft';
create index sppd_pembatalan_menunggu on sppd_pembatalan (institution_id, sppd_id) where disahkan_pada is null;

-- What people have kept of lists under names of their own: filters, order and columns, as the list's address bears them.
create table tampilan (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  -- the list's name (db/modules/views.ts)
  daftar text not null check (daftar ~ '^[a-z.]{1,60}$'),
  nama text not null check (length(nama) between 1 and 100),
  isi jsonb not null check (jsonb_typeof(isi) = 'object'),
  bawaan boolean not null,
  primary key (institution_id, id),
  constraint tampilan_nama unique (institution_id, user_id, daftar, nama),
  foreign key (institution_id, user_id) references users (institution_id, id)
);
create unique index tampilan_bawaan on tampilan (institution_id, user_id, daftar) where bawaan;
select isolate_table('tampilan', 'select, insert, update, delete');
