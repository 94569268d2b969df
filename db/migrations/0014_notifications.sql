-- Telling people things: one person, those of a role, a unit with all below it, everybody. What is said to many is one row,
-- however many they are; what each of them has read is a row per person and audience.

-- Since when somebody has a role: what was said to its holders before is not theirs.
alter table user_roles add sejak timestamptz not null default now();

-- How many numbers a set of them holds.
create function banyaknya(himpunan int8multirange) returns bigint language sql immutable
  return (select coalesce(sum(upper(r) - lower(r)), 0)::bigint from unnest(himpunan) r);
grant execute on function banyaknya(int8multirange) to serambi_app, serambi_ops;

-- An audience, of whom at most one column says who it is; none: everybody of the institution. What is said to it is numbered
-- without a gap, so that how much there is needs no counting.
create table notifikasi_saluran (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  user_id uuid,
  peran text,
  unit_id uuid,
  terakhir bigint not null check (terakhir > 0),
  primary key (institution_id, id),
  unique nulls not distinct (institution_id, user_id, peran, unit_id),
  foreign key (institution_id, user_id) references users (institution_id, id),
  foreign key (institution_id, unit_id) references unit_kerja (institution_id, id)
);
create index notifikasi_saluran_peran on notifikasi_saluran (institution_id, peran) where peran is not null;
create index notifikasi_saluran_unit on notifikasi_saluran (institution_id, unit_id) where unit_id is not null;
select isolate_table('notifikasi_saluran', 'select, insert');
grant update (terakhir) on notifikasi_saluran to serambi_app;

-- What was said, in real time: an id is made while its audience is locked, so that ids and numbers rise together.
create table notifikasi (
  institution_id uuid not null references institutions (id),
  id uuid not null,
  created_at timestamptz not null,
  saluran_id uuid not null,
  nomor bigint not null check (nomor > 0),
  jenis text not null check (jenis in ('info', 'warning', 'success', 'error')),
  -- what happened, and the values of its text: it is written in the reader's language when it is read
  kode text not null check (kode ~ '^[a-z_]+(\.[a-z_]+)?$'),
  data jsonb not null default '{}',
  -- where in the application it leads
  tautan text check (tautan ~ '^/([^/\\].*)?$'),
  oleh uuid,
  primary key (institution_id, id, created_at),
  foreign key (institution_id, saluran_id) references notifikasi_saluran (institution_id, id),
  foreign key (institution_id, oleh) references users (institution_id, id),
  constraint notifikasi_waktu check (created_at = uuid_extract_timestamp(id))
) partition by range (created_at);
create index notifikasi_baru on notifikasi (institution_id, saluran_id, created_at, id);
create index notifikasi_jenis on notifikasi (institution_id, saluran_id, jenis, created_at, id);
create index notifikasi_nomor on notifikasi (institution_id, saluran_id, nomor);
create index notifikasi_oleh on notifikasi (institution_id, oleh);
-- what was said stays said
select isolate_table('notifikasi', 'select, insert');
select add_yearly_table('notifikasi');

-- Which numbers of an audience somebody has read, or never received because they came later: ranges, that melt into one when
-- all is read. Unread is the audience's last number less these.
create table notifikasi_tanda (
  institution_id uuid not null references institutions (id),
  user_id uuid not null,
  saluran_id uuid not null,
  dibaca int8multirange not null,
  jumlah bigint not null check (jumlah = banyaknya(dibaca)),
  -- since when they belonged to the audience; a mark older than that is of another time, and counts no more
  sejak timestamptz not null,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (institution_id, user_id, saluran_id),
  foreign key (institution_id, user_id) references users (institution_id, id),
  foreign key (institution_id, saluran_id) references notifikasi_saluran (institution_id, id)
);
create index notifikasi_tanda_saluran on notifikasi_tanda (institution_id, saluran_id);
select isolate_table('notifikasi_tanda', 'select, insert');
grant update (dibaca, jumlah, sejak, updated_at) on notifikasi_tanda to serambi_app;

-- Whose turn it is with an order in this state: officials of the level that decides next, whoever may issue its Surat Tugas, or
-- the PPK of its unit. Nobody decides on a trip of their own. `penerbit` says which roles issue, and how far: {"dekan": "unit"}.
create function penerus_sppd(wanted uuid, unit uuid, pemohon uuid, status text, level_menunggu smallint, penerbit jsonb)
  returns setof uuid language sql stable
begin atomic
  select u.id
    from unit_kerja k
    join pejabat p on p.unit_id = any (k.jalur) and sedang_menjabat(p)
    join users u on u.pegawai_id = p.pegawai_id and u.aktif
   where k.id = unit and status in ('diajukan', 'st_terbit')
     and case status when 'st_terbit' then p.jenis = 'ppk'
           else exists (select from rantai_level l where l.level = level_menunggu and p.jenis = any (l.jabatan)) end
     and u.id <> pemohon
     and not exists (select from sppd_pelaksana t where t.sppd_id = wanted and t.pegawai_id = p.pegawai_id)
  union
  select u.id
    from unit_kerja k
    join (select x.key as peran, x.value as jangkauan from jsonb_each_text(penerbit) x
          union all select o.kode, o.izin ->> 'sppd.issue_st' from peran_lembaga o where o.izin ? 'sppd.issue_st') g on true
    join user_roles r on r.peran = g.peran and (g.jangkauan = 'all' or g.jangkauan = 'unit' and r.unit_id = any (k.jalur))
    join users u on u.id = r.user_id and u.aktif
   where k.id = unit and status = 'disetujui';
end;
grant execute on function penerus_sppd(uuid, uuid, uuid, text, smallint, jsonb) to serambi_app, serambi_ops;
