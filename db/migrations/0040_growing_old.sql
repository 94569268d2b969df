-- What grows old: numbers of payments stay taken when their rows have left, and documents lie compressed.

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
      ) lama(job)
   where extract(isodow from sekarang) = 7 and extract(hour from sekarang) < 5
     and not exists (select from jobs j where j.institution_id = i.id and j.id > uuidv7(interval '-1 day')
       and j.name = lama.job and j.payload ->> 'hari' = sekarang::date::text);
end $$;
