-- People who come by the thousand, from a spreadsheet: the file, and what became of each of its rows.

create table impor (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  oleh uuid not null,
  -- where the file lies, and what it was called
  berkas text not null,
  nama_berkas text not null,
  ukuran integer not null,
  -- headings that nobody knows: told, so that a misspelt one is seen
  kolom_diabaikan text[] not null default '{}',
  -- the two jobs that an import consists of; how it stands is how they stand
  periksa_job uuid not null,
  simpan_job uuid,
  -- where the rows with errors lie, with their reasons
  lembar_galat text,
  created_at timestamptz not null default now(),
  primary key (institution_id, id),
  foreign key (institution_id, oleh) references users (institution_id, id),
  foreign key (institution_id, periksa_job) references jobs (institution_id, id),
  foreign key (institution_id, simpan_job) references jobs (institution_id, id)
);
create index impor_oleh on impor (institution_id, oleh);
create index impor_periksa on impor (institution_id, periksa_job);
create index impor_simpan on impor (institution_id, simpan_job);
select isolate_table('impor', 'select, insert');
grant update (kolom_diabaikan, simpan_job, lembar_galat) on impor to serambi_app;

create table impor_baris (
  institution_id uuid not null references institutions (id),
  impor_id uuid not null,
  -- in the sheet; the first is that of the headings
  nomor integer not null check (nomor > 1),
  -- in the order of the rows
  id uuid not null default uuidv7(),
  putusan text not null check (putusan in ('sah', 'galat', 'tak_berubah', 'tersimpan')),
  -- { nama, pengenal: { jenis: nilai }, peran: [], unit_id }
  isi jsonb not null,
  -- [{ kolom, kode, baris?, jenis? }]
  galat jsonb not null default '[]',
  peringatan jsonb not null default '[]',
  -- whom the row is about, once that is known
  user_id uuid,
  primary key (institution_id, impor_id, nomor),
  foreign key (institution_id, impor_id) references impor (institution_id, id),
  foreign key (institution_id, user_id) references users (institution_id, id)
);
create index impor_baris_putusan on impor_baris (institution_id, impor_id, putusan, nomor);
create index impor_baris_urutan on impor_baris (institution_id, impor_id, id);
create index impor_baris_user on impor_baris (institution_id, user_id);
select isolate_table('impor_baris', 'select, insert');
grant update (putusan, isi, galat, peringatan, user_id) on impor_baris to serambi_app;
