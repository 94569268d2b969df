-- Numbers of letters are looked for, and are taken, as people type them: whatever the spaces and the capitals.

-- A column, because what is computed of one would not be let ahead of the policy; by bytes, so that what begins with a text lies between it
-- and the next.
alter table nomor_surat
  add column dicari text collate "C" not null generated always as (upper(regexp_replace(nomor, '\s', '', 'g'))) stored;
drop index nomor_surat_awalan;
create index nomor_surat_dicari on nomor_surat (institution_id, dicari, jenis, tahun);

-- As before, but a number that was typed in other letters is taken as well.
create or replace function urut_bebas(sesudah integer, surat text, templat text, unit text, kode text, hari date) returns integer
  language sql stable
begin atomic
  with recursive calon(urut) as (
    select sesudah + 1
    union all
    -- one look each (limit): joined as a whole, a year's numbers would be read to find none
    select c.urut + 1 from calon c, lateral (
      select from nomor_surat n where n.jenis = surat and n.tahun = extract(year from hari)::smallint
         and n.dicari = upper(regexp_replace(isi_nomor(templat, c.urut, surat, unit, kode, hari), '\s', '', 'g')) limit 1) terpakai
  )
  select max(urut) from calon;
end;
