-- What grows old: numbers of payments stay taken when their rows have left, documents lie compressed, activity is summed up.

-- Proofs of payment by their numbers, whether their payments lie here or in the archive: a receipt and a receipt number of the treasury
-- count once, for ever. The payment's id tells a payment that comes back from another that would use its number.
create table nomor_pembayaran (
  institution_id uuid not null references institutions (id),
  -- the payment's
  id uuid not null,
  -- the budget year, within which a receipt has its number to itself
  tahun smallint not null,
  nomor_bukti text,
  ntpn text,
  primary key (institution_id, id),
  check (num_nonnulls(nomor_bukti, ntpn) > 0)
);
insert into nomor_pembayaran (institution_id, id, tahun, nomor_bukti, ntpn)
  select institution_id, id, tahun, nomor_bukti, ntpn from sppd_pembayaran where num_nonnulls(nomor_bukti, ntpn) > 0;
drop index sppd_pembayaran_nomor, sppd_pembayaran_ntpn;
create unique index nomor_pembayaran_bukti on nomor_pembayaran (institution_id, tahun, nomor_bukti);
create unique index nomor_pembayaran_ntpn on nomor_pembayaran (institution_id, ntpn);
-- what was used stays used
select isolate_table('nomor_pembayaran', 'select, insert');

-- Takes a payment's numbers, in the statement that writes it; one that comes back from the archive has them already.
create function ambil_nomor_pembayaran() returns trigger language plpgsql as $$
begin
  insert into nomor_pembayaran (institution_id, id, tahun, nomor_bukti, ntpn) values (new.institution_id, new.id, new.tahun, new.nomor_bukti, new.ntpn)
    on conflict (institution_id, id) do nothing;
  return null;
end $$;
create trigger sppd_pembayaran_nomor after insert on sppd_pembayaran
  for each row when (num_nonnulls(new.nomor_bukti, new.ntpn) > 0) execute function ambil_nomor_pembayaran();

-- Files of documents that were looked at after five years. What people have is as before: the same key, the same bytes.
create table berkas_mampat (
  institution_id uuid not null references institutions (id),
  kunci text not null check (starts_with(kunci, institution_id::text || '/')),
  -- mampat: it lies compressed at `letak`; utuh: compressed it would be no smaller; rusak: what lies there is not what was recorded
  keadaan text not null check (keadaan in ('mampat', 'utuh', 'rusak')),
  letak text check (starts_with(letak, kunci || '.')),
  -- bytes and entity tag of the file as people have it, and bytes as it lies there
  ukuran integer check (ukuran > 0),
  etag text,
  ukuran_mampat integer check (ukuran_mampat < ukuran),
  sejak timestamptz not null default now(),
  primary key (institution_id, kunci),
  check (num_nonnulls(letak, ukuran, etag, ukuran_mampat) = case keadaan when 'mampat' then 4 else 0 end)
);
select isolate_table('berkas_mampat', 'select, insert');

-- Documents whose files were all looked at. It is no more than a mark, so that nobody looks through all of them again.
alter table dokumen add dimampatkan boolean not null default false;
alter table arsip_dokumen add dimampatkan boolean not null default false;
create index dokumen_mampat on dokumen (institution_id, tanggal) where not dimampatkan;
create index arsip_dokumen_mampat on arsip_dokumen (institution_id, tanggal) where not dimampatkan;
grant update (dimampatkan) on dokumen, arsip_dokumen to serambi_app;

-- Documents of more than five years ago whose files were not all looked at, here and in the archive: rendered, and held by nobody.
create function dokumen_lama(inst uuid, hari date) returns table (id uuid, folder text, pdf_sha256 text, pdf_bytes integer, docx_sha256 text,
    docx_bytes integer, batal_sha256 text, batal_bytes integer) language sql stable
begin atomic
  select d.id, d.folder, d.pdf_sha256, d.pdf_bytes, d.docx_sha256, d.docx_bytes, d.batal_sha256, d.batal_bytes from dokumen d
   where d.institution_id = inst and not d.dimampatkan and d.tanggal < (hari - interval '5 years')::date
     and d.rendered_at is not null and (d.status = 'berlaku' or d.batal_sha256 is not null)
     and not exists (select from arsip_tahanan t where t.institution_id = inst and t.sppd_id = d.sppd_id)
  union all
  select a.id, a.folder, a.pdf_sha256, a.pdf_bytes, a.docx_sha256, a.docx_bytes, a.batal_sha256, a.batal_bytes from arsip_dokumen a
   where a.institution_id = inst and not a.dimampatkan and a.tanggal < (hari - interval '5 years')::date
     and not exists (select from arsip_tahanan t where t.institution_id = inst and t.sppd_id = a.arsip_id);
end;
grant execute on function dokumen_lama(uuid, date) to serambi_app, serambi_ops;

-- Activity of more than a year ago, summed up: whom it was about and from where leaves with the rows (UU 27/2022 on personal data: no longer
-- than what it is kept for). What orders and years were decided on stands in their own logs, which stay with them.
create table aktivitas_ringkas (
  institution_id uuid not null references institutions (id),
  -- its first day, where the institution is
  bulan date not null check (extract(day from bulan) = 1),
  aksi text not null,
  jumlah integer not null check (jumlah > 0),
  -- how many people it was about
  orang integer not null check (orang between 1 and jumlah),
  primary key (institution_id, bulan, aksi)
);
-- written by the function below alone, with its owner's rights
select isolate_table('aktivitas_ringkas', 'select');

-- People whose activity, about them or by them, is evidence: it stays until it is let go. Who said so, and why, stays for good, and is in
-- nobody's own activity.
create table aktivitas_tahanan (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  alasan text not null,
  oleh uuid not null,
  sejak timestamptz not null default now(),
  dilepas_alasan text,
  dilepas_oleh uuid,
  dilepas_pada timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, user_id) references users (institution_id, id),
  foreign key (institution_id, oleh) references users (institution_id, id),
  foreign key (institution_id, dilepas_oleh) references users (institution_id, id),
  check (num_nonnulls(dilepas_alasan, dilepas_oleh, dilepas_pada) in (0, 3))
);
create unique index aktivitas_tahanan_user on aktivitas_tahanan (institution_id, user_id) where dilepas_pada is null;
create index aktivitas_tahanan_orang on aktivitas_tahanan (institution_id, user_id);
create index aktivitas_tahanan_oleh on aktivitas_tahanan (institution_id, oleh);
create index aktivitas_tahanan_dilepas on aktivitas_tahanan (institution_id, dilepas_oleh);
select isolate_table('aktivitas_tahanan', 'select, insert');
grant update (dilepas_alasan, dilepas_oleh, dilepas_pada) on aktivitas_tahanan to serambi_app;

-- The first instant of the month in which it was a year ago, in real time as activity itself is: what came before may be summed up.
create function batas_aktivitas(zona text) returns timestamptz language sql stable
  return date_trunc('month', (now() at time zone zona) - interval '1 year') at time zone zona;
grant execute on function batas_aktivitas(text) to serambi_app, serambi_ops;

-- Activity of an institution from before `sampai`, since `dari`, that may go: of a person's month all or nothing, so that people are counted once.
create function aktivitas_lama(inst uuid, zona text, dari timestamptz, sampai timestamptz) returns table (id uuid, user_id uuid) language sql stable
begin atomic
  select a.id, a.user_id from aktivitas a
   where a.institution_id = inst and a.id >= id_sejak(dari) and a.id < id_sejak(sampai) and a.created_at >= dari and a.created_at < sampai
     and not exists (select from aktivitas_tahanan t where t.institution_id = inst and t.dilepas_pada is null and t.user_id = a.user_id)
     and not exists (
       select from aktivitas_tahanan t join aktivitas b on b.institution_id = inst and b.oleh = t.user_id and b.user_id = a.user_id
           and date_trunc('month', b.created_at at time zone zona) = date_trunc('month', a.created_at at time zone zona)
        where t.institution_id = inst and t.dilepas_pada is null);
end;
grant execute on function aktivitas_lama(uuid, text, timestamptz, timestamptz) to serambi_app, serambi_ops;

-- Sums up the activity of so many people in the oldest month of which some may go, and lets it go: copy, read back, remove, in one
-- transaction and one at a time. How many rows went; 0: nothing is left to be summed up.
create function ringkas_aktivitas(paling_banyak integer) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  inst uuid := current_institution();
  zona text := (select i.zona_waktu from institutions i where i.id = inst);
  yang_pertama timestamptz;
  awal date;
  dari timestamptz;
  sampai timestamptz;
  semula bigint;
  pergi integer;
begin
  perform pg_advisory_xact_lock(hashtext('serambi.ringkas_aktivitas'), hashtext(inst::text));
  select uuid_extract_timestamp(a.id) into yang_pertama from aktivitas_lama(inst, zona, '2020-01-01', batas_aktivitas(zona)) a order by a.id limit 1;
  if yang_pertama is null then
    return 0;
  end if;
  awal := date_trunc('month', yang_pertama at time zone zona);
  dari := awal::timestamp at time zone zona;
  sampai := (awal + interval '1 month') at time zone zona;
  select coalesce(sum(r.jumlah), 0) into semula from aktivitas_ringkas r where r.institution_id = inst and r.bulan = awal;
  with orang as materialized (
    select distinct a.user_id from aktivitas_lama(inst, zona, dari, sampai) a limit paling_banyak
  ), hilang as (
    delete from aktivitas a using orang o
     where a.institution_id = inst and a.user_id = o.user_id and a.id >= id_sejak(dari) and a.id < id_sejak(sampai)
       and a.created_at >= dari and a.created_at < sampai
    returning a.user_id, a.aksi
  ), jumlah as (
    insert into aktivitas_ringkas as r (institution_id, bulan, aksi, jumlah, orang)
      select inst, awal, h.aksi, count(*), count(distinct h.user_id) from hilang h group by h.aksi
    on conflict (institution_id, bulan, aksi) do update set jumlah = r.jumlah + excluded.jumlah, orang = r.orang + excluded.orang
  )
  select count(*) into pergi from hilang;
  if (select coalesce(sum(r.jumlah), 0) from aktivitas_ringkas r where r.institution_id = inst and r.bulan = awal) <> semula + pergi then
    raise exception 'the activity of % was not summed up as it was', awal;
  end if;
  return pergi;
end $$;
grant execute on function ringkas_aktivitas(integer) to serambi_app;

-- As before, with a job for each kind of thing that has grown old.
create or replace function record_archiving() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('serambi.record_archiving'));
  insert into jobs (institution_id, name, payload)
  select i.id, lama.job, jsonb_build_object('hari', sekarang::date)
    from institutions i left join institution_clocks c on c.institution_id = i.id,
      lateral (select (now() + coalesce(c.shift, interval '0')) at time zone i.zona_waktu) s(sekarang),
      lateral (
        select 'arsip.jalankan' where exists (select from sppd o where o.institution_id = i.id
          and o.tanggal_kembali < (sekarang::date - interval '3 years')::date and siap_diarsipkan(o, sekarang::date))
        union all select 'arsip.mampatkan' where exists (select from dokumen_lama(i.id, sekarang::date))
        union all select 'arsip.ringkas' where exists (select from aktivitas_lama(i.id, i.zona_waktu, '2020-01-01', batas_aktivitas(i.zona_waktu)))
      ) lama(job)
   where extract(isodow from sekarang) = 7 and extract(hour from sekarang) < 5
     and not exists (select from jobs j where j.institution_id = i.id and j.id > uuidv7(interval '-1 day')
       and j.name = lama.job and j.payload ->> 'hari' = sekarang::date::text);
end $$;
