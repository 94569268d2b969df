-- Who is who: one person's account from invitation to deactivation, by how many names they are known, what they may do, from
-- which device, and what they did.

-- A year is open when every yearly table has it, whichever was made last.
create or replace function open_year(tahun integer) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  induk regclass;
  bagian text;
  dibuat boolean := false;
  semula text := current_setting('lock_timeout');
begin
  if tahun is null or tahun < 2020 or tahun > extract(year from now() at time zone 'UTC')::int + 2 then
    raise exception 'year % cannot be opened', tahun using errcode = 'check_violation';
  end if;
  -- the usual case costs one look into the catalogue and no lock
  if not exists (select from yearly_tables where to_regclass(format('public.%s_%s', name, tahun)) is null) then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtext('serambi.open_year'));
  -- Attaching locks the tables that foreign keys join, one after the other, and would meet writers halfway. So it locks the
  -- yearly ones at once, orders first, as writers do. Where it must still wait, it lets go of all and begins again before
  -- Postgres would undo the writer (deadlock_timeout, a second).
  for percobaan in 1..30 loop
    begin
      perform set_config('lock_timeout', '300ms', true);
      execute (select 'lock table ' || string_agg('only ' || name, ', ' order by name::text desc) || ' in share row exclusive mode'
                 from yearly_tables);
      for induk in select name from yearly_tables order by name::text desc loop
        bagian := format('%s_%s', induk, tahun);
        continue when to_regclass('public.' || bagian) is not null;
        -- made apart and attached: CREATE ... PARTITION OF would lock out every reader of the parent
        execute format('create table public.%I (like %s including defaults including constraints including storage)', bagian, induk);
        execute format('alter table public.%I enable row level security', bagian);
        execute format('alter table public.%I force row level security', bagian);
        execute format(
          'create policy institution on public.%I using (institution_id = (select nullif(current_setting(''app.institution_id'', true), '''')::uuid))',
          bagian);
        execute format('alter table %s attach partition public.%I for values from (%L) to (%L)', induk, bagian,
          format('%s-01-01 00:00:00+00', tahun), format('%s-01-01 00:00:00+00', tahun + 1));
        dibuat := true;
      end loop;
      perform set_config('lock_timeout', semula, true);
      return dibuat;
    exception when lock_not_available or deadlock_detected then
      dibuat := false;
      perform pg_sleep(0.05 + random() * 0.15);
    end;
  end loop;
  raise exception 'year % cannot be opened now: its tables are busy', tahun using errcode = 'serialization_failure';
end $$;

-- Makes a table a yearly one, in the years that are open already too. For migrations.
create function add_yearly_table(target regclass) returns void language plpgsql as $$
declare
  tahun text;
begin
  insert into yearly_tables values (target);
  for tahun in select right(c.relname, 4) from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'sppd'::regclass loop
    execute format('create table %I partition of %s for values from (%L) to (%L)', format('%s_%s', target, tahun), target,
      tahun || '-01-01 00:00:00+00', (tahun::int + 1) || '-01-01 00:00:00+00');
    perform isolate_table(format('%s_%s', target, tahun)::regclass, '');
  end loop;
end $$;

-- The institution's own choices are its administrators' to change.
grant update (pengaturan) on institutions to serambi_app;

alter table users
  -- the same human being in several institutions; told apart by nothing, linked by themselves only
  add orang_id uuid not null default uuidv7(),
  -- none yet: invited, and has not chosen one
  alter password_hash drop not null,
  -- sealed (AES-GCM), and the keyed hash by which a telephone number is found
  add telepon text,
  add telepon_hash text,
  add alamat text,
  -- second factor: sealed secret, since when it counts, and the last step that was used (never again)
  add totp text,
  add totp_sejak timestamptz,
  add totp_langkah bigint not null default 0,
  -- which session counts where one device at a time may be logged in: rises with every login
  add versi_sesi bigint not null default 0,
  add ringkasan_surel text not null default 'tidak' check (ringkasan_surel in ('tidak', 'harian', 'mingguan')),
  add nonaktif_sejak timestamptz,
  add updated_at timestamptz not null default now(),
  -- a secret that was shown and not confirmed yet does not count
  add check (totp_sejak is null or totp is not null);
create index users_orang on users (orang_id);
create index users_telepon on users (institution_id, telepon_hash) where telepon_hash is not null;
create index users_nama on users (institution_id, nama, id);
create index users_dibuat on users (institution_id, aktif, id);
grant update (pegawai_id, telepon, telepon_hash, alamat, totp, totp_sejak, totp_langkah, versi_sesi, ringkasan_surel,
  nonaktif_sejak, updated_at) on users to serambi_app;

-- Every name somebody may log in with, of one person at most one of a kind. Still one namespace (the primary key).
alter table user_identifiers
  drop constraint user_identifiers_kind_check,
  add check (kind in ('username', 'email', 'nip', 'ni_pppk', 'nid', 'nidn', 'nuptk', 'nim', 'nisn'));
drop index user_identifiers_user;
create unique index user_identifiers_kind on user_identifiers (institution_id, user_id, kind);

-- A role that the institution made itself: permission → how far (own, unit, all).
create table peran_lembaga (
  institution_id uuid not null references institutions (id),
  kode text not null check (kode ~ '^[a-z][a-z0-9_]{1,39}$'),
  nama text not null,
  izin jsonb not null check (jsonb_typeof(izin) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (institution_id, kode)
);
select isolate_table('peran_lembaga', 'select, insert, delete');
grant update (nama, izin, updated_at) on peran_lembaga to serambi_app;
create index user_roles_peran on user_roles (institution_id, peran, user_id);
grant insert, delete on user_roles to serambi_app;

alter table sessions
  -- the user's versi_sesi when this session began
  add versi bigint not null default 0,
  -- what the person would recognise the device by: browser and system, never a fingerprint
  add perangkat text not null default '',
  add alamat text not null default '',
  add alasan text check (alasan in ('keluar', 'perangkat', 'sandi', 'nonaktif', 'admin'));
create index sessions_open on sessions (institution_id, user_id) where ended_at is null;

-- A link that works once: to accept an invitation, to choose a new password. What stands in the mail is an HMAC over this
-- id, so that nothing in the database opens anything.
create table tautan_akun (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  tujuan text not null check (tujuan in ('undangan', 'atur_ulang')),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, user_id) references users (institution_id, id)
);
create index tautan_akun_user on tautan_akun (institution_id, user_id, tujuan);
select isolate_table('tautan_akun', 'select, insert, update');

-- Codes for whoever lost their second factor; each works once. Keyed hashes.
create table kode_pemulihan (
  institution_id uuid not null references institutions (id),
  user_id uuid not null,
  hash text not null,
  used_at timestamptz,
  primary key (institution_id, user_id, hash),
  foreign key (institution_id, user_id) references users (institution_id, id)
);
select isolate_table('kode_pemulihan', 'select, insert, delete');
grant update (used_at) on kode_pemulihan to serambi_app;

-- Keys by which programs act for whoever made them, with some of that person's permissions.
create table kunci_api (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  nama text not null,
  -- the beginning of the key, shown so that its owner knows which it is
  awalan text not null,
  hash text not null,
  izin text[] not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (institution_id, id),
  foreign key (institution_id, user_id) references users (institution_id, id)
);
create index kunci_api_user on kunci_api (institution_id, user_id, id);
select isolate_table('kunci_api', 'select, insert');
grant update (revoked_at, last_used_at) on kunci_api to serambi_app;

-- What somebody did to an account, their own or another's. Real time: security clocks are not shifted.
create table aktivitas (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  created_at timestamptz not null,
  -- about whom, and by whom (null: the system)
  user_id uuid not null,
  oleh uuid,
  aksi text not null check (aksi ~ '^[a-z_]+$'),
  -- ids, kinds and codes; no personal data
  rincian jsonb not null default '{}',
  alamat text not null default '',
  primary key (institution_id, id, created_at),
  foreign key (institution_id, user_id) references users (institution_id, id),
  foreign key (institution_id, oleh) references users (institution_id, id),
  constraint aktivitas_waktu check (created_at = uuid_extract_timestamp(id))
) partition by range (created_at);
create index aktivitas_user on aktivitas (institution_id, user_id, id);
create index aktivitas_oleh on aktivitas (institution_id, oleh);
select isolate_table('aktivitas', 'select, insert');
select add_yearly_table('aktivitas');
