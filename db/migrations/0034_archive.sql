-- Years: what is old leaves the tables that everybody works in, and stays to be found, opened and brought back.

-- An order in cold storage: the slim row by which it is found. All of its rows lie in one file, compressed.
create table arsip (
  institution_id uuid not null references institutions (id),
  -- the order's
  id uuid not null,
  user_id uuid not null,
  unit_id uuid not null,
  anggaran_id uuid not null,
  -- the state in which it left
  status text not null check (status in ('selesai', 'ditolak', 'dibatalkan', 'dibatalkan_terbit')),
  tahun_anggaran smallint not null,
  maksud text not null,
  tempat text not null,
  tanggal_berangkat date not null,
  tanggal_kembali date not null,
  nomor_st text,
  total_estimasi bigint not null,
  -- what it holds of its budget line, and what was spent on it
  komitmen bigint not null,
  realisasi bigint not null,
  -- the words by which it is found
  teks text not null,
  berkas text not null check (starts_with(berkas, institution_id::text || '/')),
  -- of the file as it lies there
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  ukuran integer not null check (ukuran > 0),
  -- of what it says
  isi_sha256 text not null check (isi_sha256 ~ '^[0-9a-f]{64}$'),
  baris integer not null check (baris > 0),
  diarsipkan_pada timestamptz not null default now(),
  primary key (institution_id, id),
  unique (institution_id, berkas),
  foreign key (institution_id, user_id) references users (institution_id, id),
  foreign key (institution_id, unit_id) references unit_kerja (institution_id, id),
  foreign key (institution_id, anggaran_id) references anggaran (institution_id, id)
);
create index arsip_user on arsip (institution_id, user_id, id);
create index arsip_unit on arsip (institution_id, unit_id, id);
create index arsip_anggaran on arsip (institution_id, anggaran_id);
create index arsip_teks on arsip using gin (institution_id, teks gin_trgm_ops);
-- written by the two functions below alone, with their owner's rights
select isolate_table('arsip', 'select');

create table arsip_pelaksana (
  institution_id uuid not null references institutions (id),
  arsip_id uuid not null,
  pegawai_id uuid not null,
  urut smallint not null,
  nama text not null,
  nomor_spd text,
  primary key (institution_id, arsip_id, pegawai_id),
  foreign key (institution_id, arsip_id) references arsip (institution_id, id) on delete cascade,
  foreign key (institution_id, pegawai_id) references pegawai (institution_id, id)
);
create index arsip_pelaksana_pegawai on arsip_pelaksana (institution_id, pegawai_id, arsip_id);
select isolate_table('arsip_pelaksana', 'select');

-- Its letters and papers stay where they are, and answer to their codes.
create table arsip_dokumen (
  institution_id uuid not null references institutions (id),
  id uuid not null,
  arsip_id uuid not null,
  jenis text not null,
  nomor text not null,
  tanggal date not null,
  status text not null,
  pelaksana text,
  kode text not null unique,
  -- what anyone who holds the code is told
  verifikasi jsonb not null,
  folder text not null,
  pdf_sha256 text not null,
  pdf_bytes integer not null,
  docx_sha256 text not null,
  docx_bytes integer not null,
  batal_sha256 text,
  batal_bytes integer,
  primary key (institution_id, id),
  foreign key (institution_id, arsip_id) references arsip (institution_id, id) on delete cascade
);
create index arsip_dokumen_arsip on arsip_dokumen (institution_id, arsip_id);
select isolate_table('arsip_dokumen', 'select');

-- Orders that a law suit or an audit holds: they neither go into the archive nor come out of it.
create table arsip_tahanan (
  institution_id uuid not null references institutions (id),
  sppd_id uuid not null,
  alasan text not null,
  oleh uuid not null,
  sejak timestamptz not null default now(),
  primary key (institution_id, sppd_id),
  foreign key (institution_id, oleh) references users (institution_id, id)
);
create index arsip_tahanan_oleh on arsip_tahanan (institution_id, oleh);
select isolate_table('arsip_tahanan', 'select, insert, delete');

-- What was done with an order here; what the clock did is nobody's.
create table arsip_jejak (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  sppd_id uuid not null,
  aksi text not null check (aksi in ('arsipkan', 'pulihkan', 'tahan', 'lepas')),
  oleh uuid,
  alasan text,
  created_at timestamptz not null default now(),
  primary key (institution_id, id),
  foreign key (institution_id, oleh) references users (institution_id, id),
  check ((oleh is null) = (aksi = 'arsipkan') and (alasan is null) = (aksi = 'arsipkan'))
);
create index arsip_jejak_sppd on arsip_jejak (institution_id, sppd_id, id);
create index arsip_jejak_oleh on arsip_jejak (institution_id, oleh);
select isolate_table('arsip_jejak', 'select, insert');

-- Whether an order may go: its end lies more than three years back, nothing of it is under way, nobody holds it, and nobody has brought it
-- back in the last ninety days.
create function siap_diarsipkan(s sppd, hari date) returns boolean language sql stable
  return s.status in ('selesai', 'ditolak', 'dibatalkan', 'dibatalkan_terbit') and s.tanggal_kembali < (hari - interval '3 years')::date
    and not exists (select from arsip_tahanan t where t.institution_id = s.institution_id and t.sppd_id = s.id)
    and not exists (select from arsip_jejak j where j.institution_id = s.institution_id and j.sppd_id = s.id and j.aksi = 'pulihkan' and j.created_at > now() - interval '90 days')
    and not exists (select from dokumen d where d.institution_id = s.institution_id and d.sppd_id = s.id
      and (d.rendered_at is null or d.status = 'dibatalkan' and d.batal_sha256 is null));
grant execute on function siap_diarsipkan(sppd, date) to serambi_app, serambi_ops;

-- The tables that hang on an order, as the catalogue knows them: those that name it (`sppd_id`), and those that refer to one of these. A
-- table comes after those that it refers to. `syarat` finds an order's rows `t`: $1 is the institution, $2 the order. Numbers stay taken,
-- and so does what the archive itself keeps; the words of a search are made anew.
create function rangkaian_sppd() returns table (urut integer, tabel name, syarat text) language sql stable
begin atomic
  with recursive dasar as (
    select c.oid, c.relname,
           case when c.relname = 'sppd' then 't.id = $2 and t.created_at = uuid_extract_timestamp($2)'
                when exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'sppd_id' and not a.attisdropped) then 't.sppd_id = $2' end as syarat
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all (array['nomor_surat', 'cari_sppd', 'arsip', 'arsip_pelaksana', 'arsip_dokumen', 'arsip_tahanan', 'arsip_jejak'])
  ), kunci as (
    select k.conrelid as anak, k.confrelid as induk, k.conkey, k.confkey from pg_constraint k
     where k.contype = 'f' and k.conparentid = 0 and k.conrelid <> k.confrelid
  ), turun as (
    select d.oid, case d.relname when 'sppd' then 0 else 1 end as urut from dasar d where d.syarat is not null
    union
    select k.anak, t.urut + 1 from turun t join kunci k on k.induk = t.oid join dasar d on d.oid = k.anak where t.urut < 20
  )
  select max(t.urut), d.relname,
         coalesce(d.syarat, (
           select format('exists (select from %I p where p.institution_id = $1 and p.sppd_id = $2 and %s)', i.relname,
               (select string_agg(format('p.%I = t.%I', pa.attname, ta.attname), ' and ')
                  from unnest(k.conkey, k.confkey) x(dari, ke)
                  join pg_attribute ta on ta.attrelid = k.anak and ta.attnum = x.dari join pg_attribute pa on pa.attrelid = k.induk and pa.attnum = x.ke))
             from kunci k join dasar i on i.oid = k.induk and i.syarat is not null where k.anak = d.oid order by i.relname limit 1))
    from turun t join dasar d on d.oid = t.oid
   group by d.oid, d.relname, d.syarat;
end;
grant execute on function rangkaian_sppd() to serambi_app, serambi_ops;

-- All the rows of an order by their tables, as text that is the same as long as they are; null when there is no such order.
create function isi_sppd(wanted uuid) returns text language plpgsql stable set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  bagian record;
  baris jsonb;
  isi jsonb := '{}';
begin
  for bagian in select * from rangkaian_sppd() r order by r.urut, r.tabel loop
    execute format('select jsonb_agg(to_jsonb(t) order by to_jsonb(t)) from %I t where t.institution_id = $1 and %s', bagian.tabel, bagian.syarat)
      into baris using current_institution(), wanted;
    if baris is not null then
      isi := isi || jsonb_build_object(bagian.tabel, baris);
    end if;
  end loop;
  return case when isi ? 'sppd' then isi::text end;
end $$;
grant execute on function isi_sppd(uuid) to serambi_app, serambi_ops;

-- Counts an archived order among its year's: it was taken down from its state as its row left.
create function hitung_arsip(a arsip, tanda smallint) returns void language sql volatile as $$
  insert into sppd_hitungan as h (institution_id, tahun, unit_id, bulan, status, lajur, jumlah, total_estimasi, komitmen, realisasi)
  values (a.institution_id, extract(year from uuid_extract_timestamp(a.id) at time zone 'UTC'), a.unit_id, extract(month from a.tanggal_berangkat), 'diarsipkan',
          lajur_hitungan(), tanda, tanda * a.total_estimasi, tanda * a.komitmen, tanda * a.realisasi)
  on conflict (institution_id, tahun, unit_id, bulan, status, lajur) do update set
    jumlah = h.jumlah + excluded.jumlah, total_estimasi = h.total_estimasi + excluded.total_estimasi,
    komitmen = h.komitmen + excluded.komitmen, realisasi = h.realisasi + excluded.realisasi
$$;

-- Lets the rows of an order go that lie in a file, which was read back: only while they still say what the file says, and the file is not
-- about to be removed. All of it or nothing; whether it did.
create function pindahkan_sppd(wanted uuid, isi_file text, file text, sha_file text, ukuran_file integer) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  inst uuid := current_institution();
  s sppd;
  a arsip;
  isi text;
  bagian record;
begin
  select * into s from sppd o where o.institution_id = inst and o.id = wanted and o.created_at = uuid_extract_timestamp(wanted) for update;
  if s.id is null or not siap_diarsipkan(s, app_today()) then
    return false;
  end if;
  for bagian in select * from rangkaian_sppd() r where r.tabel <> 'sppd' order by r.urut, r.tabel loop
    execute format('select from %I t where t.institution_id = $1 and %s for update', bagian.tabel, bagian.syarat) using inst, wanted;
  end loop;
  isi := isi_sppd(wanted);
  if encode(sha256(convert_to(isi, 'UTF8')), 'hex') is distinct from isi_file then
    return false;
  end if;
  delete from berkas_sementara b where b.institution_id = inst and b.kunci = file and b.gudang = 'documents' and b.sampai > now();
  if not found then
    return false;
  end if;
  insert into arsip (institution_id, id, user_id, unit_id, anggaran_id, status, tahun_anggaran, maksud, tempat, tanggal_berangkat, tanggal_kembali, nomor_st,
      total_estimasi, komitmen, realisasi, teks, berkas, sha256, ukuran, isi_sha256, baris)
    values (inst, s.id, s.user_id, s.unit_id, s.anggaran_id, s.status, s.tahun_anggaran, s.maksud, s.tempat, s.tanggal_berangkat, s.tanggal_kembali, s.nomor_st,
      s.total_estimasi, komitmen_sppd(s.status, s.total_estimasi, s.komitmen_lain), s.realisasi, teks_cari(s), file, sha_file, ukuran_file, isi_file,
      (select sum(jsonb_array_length(t.value)) from jsonb_each(isi::jsonb) t))
    returning * into a;
  insert into arsip_pelaksana (institution_id, arsip_id, pegawai_id, urut, nama, nomor_spd)
    select inst, wanted, t.pegawai_id, t.urut, nama_lengkap(g), t.nomor_spd
      from sppd_pelaksana t join pegawai g on g.institution_id = inst and g.id = t.pegawai_id where t.institution_id = inst and t.sppd_id = wanted;
  insert into arsip_dokumen (institution_id, id, arsip_id, jenis, nomor, tanggal, status, pelaksana, kode, verifikasi, folder,
      pdf_sha256, pdf_bytes, docx_sha256, docx_bytes, batal_sha256, batal_bytes)
    select inst, d.id, wanted, d.jenis, d.nomor, d.tanggal, d.status, (select nama_lengkap(g) from pegawai g where g.institution_id = inst and g.id = d.pegawai_id),
           d.kode, verify_document(d.kode), d.folder, d.pdf_sha256, d.pdf_bytes, d.docx_sha256, d.docx_bytes, d.batal_sha256, d.batal_bytes
      from dokumen d where d.institution_id = inst and d.sppd_id = wanted;
  for bagian in select * from rangkaian_sppd() r order by r.urut desc, r.tabel loop
    execute format('delete from %I t where t.institution_id = $1 and %s', bagian.tabel, bagian.syarat) using inst, wanted;
  end loop;
  delete from cari_sppd c where c.institution_id = inst and c.id = wanted and c.created_at = s.created_at;
  perform hitung_arsip(a, 1::smallint);
  insert into arsip_jejak (institution_id, sppd_id, aksi) values (inst, wanted, 'arsipkan');
  return true;
end $$;
grant execute on function pindahkan_sppd(uuid, text, text, text, integer) to serambi_app;

-- Brings an order back, row by row as they were: only from what its file says. Columns that came since have their defaults. The file stays
-- for a month. All of it or nothing; whether it did.
create function pulihkan_sppd(wanted uuid, isi text, siapa uuid, sebab text) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  inst uuid := current_institution();
  a arsip;
  bagian record;
  baris jsonb;
  semua jsonb;
  kolom text;
begin
  select * into a from arsip x where x.institution_id = inst and x.id = wanted for update;
  if a.id is null or exists (select from arsip_tahanan t where t.institution_id = inst and t.sppd_id = wanted)
     or encode(sha256(convert_to(isi, 'UTF8')), 'hex') is distinct from a.isi_sha256 then
    return false;
  end if;
  semua := isi::jsonb;
  for bagian in select * from rangkaian_sppd() r order by r.urut, r.tabel loop
    baris := semua -> bagian.tabel::text;
    continue when baris is null;
    select string_agg(quote_ident(k), ', ') into kolom from jsonb_object_keys(baris -> 0) k;
    execute format('insert into %I (%s) select %s from jsonb_populate_recordset(null::%I, $1)', bagian.tabel, kolom, kolom, bagian.tabel) using baris;
  end loop;
  if not (isi_sppd(wanted)::jsonb @> semua) then
    raise exception 'order % cannot be brought back as it was', wanted;
  end if;
  perform hitung_arsip(a, (-1)::smallint);
  delete from arsip_dokumen d where d.institution_id = inst and d.arsip_id = wanted;
  delete from arsip x where x.institution_id = inst and x.id = wanted;
  insert into berkas_sementara (institution_id, kunci, gudang, sampai) values (inst, a.berkas, 'documents', now() + interval '30 days');
  insert into arsip_jejak (institution_id, sppd_id, aksi, oleh, alasan) values (inst, wanted, 'pulihkan', siapa, sebab);
  return true;
end $$;
grant execute on function pulihkan_sppd(uuid, text, uuid, text) to serambi_app;

-- As before, of what lies in the archive too.
create function dokumen_diverifikasi(wanted text) returns jsonb language sql stable
  return (
    select jsonb_build_object(
      'kode', d.kode, 'jenis', d.jenis, 'nomor', d.nomor, 'tanggal', d.tanggal, 'status', d.status,
      'institusi', i.nama, 'institution_id', d.institution_id, 'sppd_id', d.sppd_id,
      'maksud', d.snapshot ->> 'maksud', 'tempat_tujuan', d.snapshot ->> 'tempat_tujuan',
      'tanggal_berangkat', d.snapshot ->> 'tanggal_berangkat', 'tanggal_kembali', d.snapshot ->> 'tanggal_kembali',
      'penandatangan', coalesce(d.snapshot #>> '{penandatangan,nama}', d.snapshot #>> '{atasan,nama}', d.snapshot #>> '{ppk,nama}'),
      'pelaksana', (
        select jsonb_agg(jsonb_build_object('nama', p ->> 'nama', 'nip',
          case when length(p ->> 'nip') > 4 then repeat('•', length(p ->> 'nip') - 4) || right(p ->> 'nip', 4) end))
          from jsonb_array_elements(case jsonb_typeof(d.snapshot -> 'pelaksana')
            when 'array' then d.snapshot -> 'pelaksana' else jsonb_build_array(d.snapshot -> 'pelaksana') end) p),
      'pdf_sha256', d.pdf_sha256, 'docx_sha256', d.docx_sha256)
      from dokumen d join institutions i on i.id = d.institution_id
     where d.kode = wanted);

create or replace function verify_document(wanted text) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  return coalesce(dokumen_diverifikasi(wanted), (select a.verifikasi from arsip_dokumen a where a.kode = wanted));

-- Archived orders of the institution whose text contains every one of these words, the newest first, in [dari, sampai[ of their ids. As
-- `cari_perjalanan`: behind a policy no operator of this search could use its index.
create function cari_arsip(kata text[], dari uuid, sampai uuid, paling_banyak integer) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
declare
  pola text[] := pola_cari(kata);
  syarat text := (select string_agg(format('a.teks like $1[%s]', i), ' and ') from generate_subscripts(pola, 1) i);
  ditemukan uuid[];
begin
  execute 'select array(select a.id from arsip a where a.institution_id = $2 and a.id >= $3 and a.id < $4 and '
      || coalesce(syarat, 'false') || ' order by a.id desc limit $5)'
    into ditemukan using pola, current_institution(), dari, sampai, paling_banyak;
  return ditemukan;
end $$;
grant execute on function cari_arsip(text[], uuid, uuid, integer) to serambi_app;

-- Records the job of a week, once, for every institution where it is the night of a Sunday and an order may go. It may be called at any
-- time, by several at once; nobody learns from it which they were.
create function record_archiving() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('serambi.record_archiving'));
  insert into jobs (institution_id, name, payload)
  select i.id, 'arsip.jalankan', jsonb_build_object('hari', sekarang::date)
    from institutions i left join institution_clocks c on c.institution_id = i.id,
      lateral (select (now() + coalesce(c.shift, interval '0')) at time zone i.zona_waktu) s(sekarang)
   where extract(isodow from sekarang) = 7 and extract(hour from sekarang) < 5
     and exists (select from sppd o where o.institution_id = i.id and o.tanggal_kembali < (sekarang::date - interval '3 years')::date
       and siap_diarsipkan(o, sekarang::date))
     and not exists (select from jobs j where j.institution_id = i.id and j.id > uuidv7(interval '-1 day')
       and j.name = 'arsip.jalankan' and j.payload ->> 'hari' = sekarang::date::text);
end $$;
grant execute on function record_archiving() to serambi_app;
