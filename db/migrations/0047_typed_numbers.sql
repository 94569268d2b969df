-- Numbers of letters are looked for, and are taken, as people type them: whatever the spaces and the capitals.

-- A column, because what is computed of one would not be let ahead of the policy; by bytes, so that what begins with a text lies between it
-- and the next.
alter table nomor_surat
  add column dicari text collate "C" not null generated always as (upper(regexp_replace(nomor, '\s', '', 'g'))) stored;
drop index nomor_surat_awalan;
create index nomor_surat_dicari on nomor_surat (institution_id, dicari);
