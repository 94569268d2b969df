-- Letters dated back stand between those of their day (017.a), and numbers may be typed by hand: those stand in no sequence.

-- The number itself is what nobody may take twice; where it stands in its sequence, if it does, has an index of its own.
alter table nomor_surat drop constraint nomor_surat_pkey,
  add constraint nomor_surat_pkey primary key using index nomor_surat_nomor;
alter table nomor_surat
  -- null: typed by hand
  alter column urut drop not null,
  -- the letter of a number between this one and the next; before the first of a year it is 0 that has one
  add column sisipan text not null default '' check (sisipan ~ '^[a-z]?$'),
  add column tanggal date;
create unique index nomor_surat_urut on nomor_surat (institution_id, jenis, unit_id, tahun, urut, sisipan);

-- Each letter's own date; where neither it nor its record in the archive is kept any longer, that of the step that issued it, or of the order.
update nomor_surat n set tanggal = coalesce(
  (select d.tanggal from dokumen d where d.institution_id = n.institution_id and d.sppd_id = n.sppd_id and d.nomor = n.nomor
     and extract(year from d.tanggal) = n.tahun order by d.id limit 1),
  (select d.tanggal from arsip_dokumen d where d.institution_id = n.institution_id and d.arsip_id = n.sppd_id and d.nomor = n.nomor
     and extract(year from d.tanggal) = n.tahun order by d.id limit 1),
  (select x.tanggal from institutions i, approval_logs l, lateral (select (l.created_at at time zone i.zona_waktu)::date as tanggal) x
    where i.id = n.institution_id and l.institution_id = n.institution_id and l.sppd_id = n.sppd_id and l.aksi = 'terbitkan_' || n.jenis
      and extract(year from x.tanggal) = n.tahun order by l.id limit 1),
  least(greatest(uuid_extract_timestamp(n.sppd_id)::date, make_date(n.tahun, 1, 1)), make_date(n.tahun, 12, 31)));
-- Of the day, where nothing else is said: that is what every letter is that is not dated back.
alter table nomor_surat alter column tanggal set not null, alter column tanggal set default app_today(),
  add constraint nomor_surat_tahun check (extract(year from tanggal) = tahun),
  add constraint nomor_surat_letak check (case when urut is null then sisipan = '' else urut > 0 or (urut = 0 and sisipan <> '') end);
-- The last letter up to a date: the one behind which a letter of that date is put.
create index nomor_surat_tanggal on nomor_surat (institution_id, jenis, unit_id, tahun, tanggal, urut) where sisipan = '' and urut is not null;

-- As before, with the letter of an inserted number behind the digits: 017.a.
drop function isi_nomor(text, integer, text, text, text, date);
create function isi_nomor(templat text, urut integer, jenis text, unit text, kode text, tanggal date, sisipan text default '') returns text
  language sql immutable
  return (
    select string_agg(case
        when bagian[1] ~ '^\{urut:0[0-9]+\}$'
          then lpad(urut::text, greatest(substring(bagian[1] from '0([0-9]+)')::int, length(urut::text)), '0') || akhiran
        when bagian[1] = '{urut}' then urut::text || akhiran
        when bagian[1] = '{jenis}' then upper(jenis)
        when bagian[1] = '{unit}' then unit
        when bagian[1] = '{kode}' then kode
        when bagian[1] = '{bulan_romawi}' then btrim(to_char(tanggal, 'RM'))
        when bagian[1] = '{bulan}' then to_char(tanggal, 'MM')
        when bagian[1] = '{tahun}' then to_char(tanggal, 'YYYY')
        else bagian[1] end, '' order by letak)
      from regexp_matches(templat, '\{[^}]*\}|[^{]+|\{', 'g') with ordinality as potongan(bagian, letak),
           (select case sisipan when '' then '' else '.' || sisipan end) as s(akhiran));
grant execute on function isi_nomor(text, integer, text, text, text, date, text) to serambi_app, serambi_ops;

-- The first number of a sequence behind this one that nobody has typed by hand.
create function urut_bebas(sesudah integer, surat text, templat text, unit text, kode text, hari date) returns integer
  language sql stable
begin atomic
  with recursive calon(urut) as (
    select sesudah + 1
    union all
    -- one look each (limit): joined as a whole, a year's numbers would be read to find none
    select c.urut + 1 from calon c, lateral (
      select from nomor_surat n where n.jenis = surat and n.tahun = extract(year from hari)::smallint
         and n.nomor = isi_nomor(templat, c.urut, surat, unit, kode, hari) limit 1) terpakai
  )
  select max(urut) from calon;
end;
grant execute on function urut_bebas(integer, text, text, text, text, date) to serambi_app;
