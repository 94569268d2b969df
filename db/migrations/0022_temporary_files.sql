-- Files that are kept for a while: in which store each lies, and until when. Its row goes after it, so that whoever is interrupted
-- between the two begins with it again. Only a file of the institution's own can be named.
create table berkas_sementara (
  institution_id uuid not null references institutions (id),
  kunci text not null check (starts_with(kunci, institution_id::text || '/')),
  gudang text not null check (gudang in ('documents', 'uploads')),
  sampai timestamptz not null,
  primary key (institution_id, kunci)
);
create index berkas_sementara_lewat on berkas_sementara (gudang, sampai);
select isolate_table('berkas_sementara', 'select, insert, delete');
grant update (sampai) on berkas_sementara to serambi_app;

insert into berkas_sementara (institution_id, kunci, gudang, sampai)
  select i.institution_id, i.berkas, 'uploads', now() + interval '7 days' from impor i
  union select i.institution_id, i.lembar_galat, 'documents', now() + interval '7 days' from impor i where i.lembar_galat is not null
  union select j.institution_id, j.payload ->> 'kunci', 'documents', now() + interval '7 days' from jobs j where j.name = 'identity.ekspor';

-- Those whose time is over, of every institution: whoever removes them is nobody's. Where they lie is all it tells.
create function berkas_lewat(wanted text, most integer) returns table (institution_id uuid, kunci text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select b.institution_id, b.kunci from berkas_sementara b where b.gudang = wanted and b.sampai < now() order by b.sampai limit most;
end;
grant execute on function berkas_lewat(text, integer) to serambi_app;
