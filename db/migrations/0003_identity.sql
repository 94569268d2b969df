-- People, their units, the names they log in with, and what they may do.

create table unit_kerja (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  kode text not null,
  nama text not null,
  jenis text not null check (jenis in ('institusi', 'fakultas', 'prodi', 'bagian', 'biro')),
  induk_id uuid,
  -- ancestors from the root down to this unit itself
  jalur uuid[] not null,
  -- the unit under whose name letters are numbered; the nearest ancestor that has one numbers for those below
  kode_surat text,
  -- letterhead lines that this unit adds under the institution's
  kop_baris text[] not null default '{}',
  primary key (institution_id, id),
  unique (institution_id, kode),
  foreign key (institution_id, induk_id) references unit_kerja (institution_id, id),
  check (jalur[cardinality(jalur)] = id)
);
create index unit_kerja_induk on unit_kerja (institution_id, induk_id);
select isolate_table('unit_kerja', 'select');

create table pegawai (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  nip text check (nip ~ '^[0-9]{9,18}$'),
  status text not null check (status in ('PNS', 'CPNS', 'PPPK', 'DosenTetapNonASN', 'Honorer', 'PihakLain')),
  nama text not null,
  gelar_depan text,
  gelar_belakang text,
  jenis_kelamin text check (jenis_kelamin in ('L', 'P')),
  tanggal_lahir date,
  golongan text references golongan (kode),
  jabatan text not null,
  -- equivalence granted by the institution (PMK 113/2012 leaves "setara" to it)
  kesetaraan text check (kesetaraan in ('pejabat_negara', 'eselon_1', 'eselon_2', 'eselon_3', 'eselon_4')),
  unit_id uuid not null,
  -- sealed (AES-GCM): { bank, nomor, nama }
  rekening text,
  aktif boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (institution_id, id),
  foreign key (institution_id, unit_id) references unit_kerja (institution_id, id)
);
create unique index pegawai_nip on pegawai (institution_id, nip);
create index pegawai_unit on pegawai (institution_id, unit_id, id);
create index pegawai_golongan on pegawai (golongan);
select isolate_table('pegawai', 'select, insert, update');

-- A person's name as it stands in a letter.
create function nama_lengkap(p pegawai) returns text language sql immutable
  return concat_ws(' ', nullif(p.gelar_depan, ''), p.nama) || coalesce(', ' || nullif(p.gelar_belakang, ''), '');
grant execute on function nama_lengkap(pegawai) to serambi_app, serambi_ops;

create table users (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  nama text not null,
  password_hash text not null,
  aktif boolean not null default true,
  pegawai_id uuid,
  last_login_at timestamptz,
  password_changed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  primary key (institution_id, id),
  foreign key (institution_id, pegawai_id) references pegawai (institution_id, id)
);
create unique index users_pegawai on users (institution_id, pegawai_id);
select isolate_table('users', 'select, insert');
grant update (password_hash, password_changed_at, last_login_at, aktif, nama) on users to serambi_app;

-- One namespace per institution, whatever kind of name it is: nobody's number is another's user name.
create table user_identifiers (
  institution_id uuid not null references institutions (id),
  value text not null check (value = lower(btrim(value)) and value <> ''),
  kind text not null check (kind in ('username', 'email')),
  user_id uuid not null,
  primary key (institution_id, value),
  foreign key (institution_id, user_id) references users (institution_id, id)
);
create index user_identifiers_user on user_identifiers (institution_id, user_id);
select isolate_table('user_identifiers', 'select, insert, delete');

create table user_roles (
  institution_id uuid not null references institutions (id),
  user_id uuid not null,
  peran text not null,
  -- the unit (and all below it) for permissions of scope "unit"
  unit_id uuid not null,
  primary key (institution_id, user_id, peran, unit_id),
  foreign key (institution_id, user_id) references users (institution_id, id),
  foreign key (institution_id, unit_id) references unit_kerja (institution_id, id)
);
create index user_roles_unit on user_roles (institution_id, unit_id);
select isolate_table('user_roles', 'select');

create table sessions (
  institution_id uuid not null references institutions (id),
  id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, user_id) references users (institution_id, id)
);
create index sessions_user on sessions (institution_id, user_id);
select isolate_table('sessions', 'select, insert, update');

-- Who is what, in which unit, in which capacity, from when to when.
create table pejabat (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  jenis text not null check (jenis in ('kaprodi', 'kabag', 'wadek', 'dekan', 'warek', 'rektor', 'ppk', 'bendahara', 'kpa')),
  pegawai_id uuid not null,
  unit_id uuid not null,
  kapasitas text not null default 'definitif' check (kapasitas in ('definitif', 'Plt', 'Plh')),
  -- how the signature block begins, line by line: {"Dekan,"} or {"a.n. Rektor","Dekan,"}
  sebutan text[] not null,
  -- signs Surat Tugas for its unit and those below it
  penerbit_st boolean not null default false,
  mulai date not null,
  selesai date,
  sk text not null default '',
  primary key (institution_id, id),
  foreign key (institution_id, pegawai_id) references pegawai (institution_id, id),
  foreign key (institution_id, unit_id) references unit_kerja (institution_id, id),
  check (selesai is null or selesai >= mulai)
);
create index pejabat_pegawai on pejabat (institution_id, pegawai_id);
create index pejabat_unit on pejabat (institution_id, unit_id, jenis);
select isolate_table('pejabat', 'select');
