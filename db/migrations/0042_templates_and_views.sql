-- A statement of costs may be made from an institution's own template as well.
alter table templat_surat drop constraint templat_surat_jenis_check,
  add constraint templat_surat_jenis_check check (jenis in ('surat_tugas', 'spd', 'rincian_biaya'));

-- A view may be shared with a unit: whoever works there or below sees it, and its owner alone changes it. A list opens by itself with views
-- of one's own only.
alter table tampilan add unit_id uuid,
  add foreign key (institution_id, unit_id) references unit_kerja (institution_id, id);
create index tampilan_bersama on tampilan (institution_id, unit_id) where unit_id is not null;
