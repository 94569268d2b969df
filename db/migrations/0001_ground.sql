-- The ground: Postgres 18, the roles, whose row it is, what time it is.

do $$ begin
  if current_setting('server_version_num')::int < 180000 then
    raise exception 'Serambi needs Postgres 18 or newer (uuidv7, uuid_extract_timestamp); this server is %', current_setting('server_version');
  end if;
end $$;

create extension if not exists btree_gist;

-- Roles belong to the whole cluster, so another database of it may have made them already.
do $$ begin
  if not exists (select from pg_roles where rolname = 'serambi_app') then
    create role serambi_app login nosuperuser nocreatedb nocreaterole nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'serambi_ops') then
    create role serambi_ops login nosuperuser nocreatedb nocreaterole bypassrls;
  end if;
  if exists (select from pg_roles where rolname = 'serambi_app' and (rolbypassrls or rolsuper)) then
    raise exception 'serambi_app must never bypass row-level security';
  end if;
end $$;

revoke all on schema public from public;
grant usage on schema public to serambi_app, serambi_ops;
alter default privileges in schema public grant select, insert, update, delete on tables to serambi_ops;
alter default privileges in schema public revoke execute on functions from public;

-- The institution of this transaction. After a transaction the setting reads '' and not NULL, hence nullif.
create function current_institution() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.institution_id', true), '')::uuid;
grant execute on function current_institution() to serambi_app, serambi_ops;

-- Forces row-level security on a table with the one policy that every institution's table has, and grants rights.
create function isolate_table(target regclass, rights text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy institution on %s using (institution_id = (select nullif(current_setting(''app.institution_id'', true), '''')::uuid))',
    target);
  if rights <> '' then
    execute format('grant %s on %s to serambi_app', rights, target);
  end if;
end $$;

create table institutions (
  id uuid primary key default uuidv7(),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$'),
  host text unique check (host = lower(host)),
  nama text not null,
  kota text not null,
  zona_waktu text not null default 'Asia/Jakarta' check (zona_waktu in ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
  -- letterhead of the institution: { baris: text[], alamat, kontak }
  kop jsonb not null,
  -- choices of the institution, read by name with a default beside the reader
  pengaturan jsonb not null default '{}',
  created_at timestamptz not null default now()
);
alter table institutions enable row level security;
alter table institutions force row level security;
create policy institution on institutions using (id = (select nullif(current_setting('app.institution_id', true), '')::uuid));
grant select on institutions to serambi_app;

-- Finds an institution before any is known: by the host of the request, else by the slug given at login.
create function find_institution(wanted_host text, wanted_slug text) returns uuid
  language sql stable security definer set search_path = pg_catalog, public
  return coalesce(
    (select i.id from institutions i where i.host = lower(wanted_host)),
    (select i.id from institutions i where i.slug = lower(wanted_slug))
  );
grant execute on function find_institution(text, text) to serambi_app;

-- Business time. Only the owner writes here (tests and training); without a row an institution lives in real time.
create table institution_clocks (
  institution_id uuid primary key references institutions (id) on delete cascade,
  shift interval not null
);
alter table institution_clocks enable row level security;
alter table institution_clocks force row level security;
create policy institution on institution_clocks
  using (institution_id = (select nullif(current_setting('app.institution_id', true), '')::uuid));

create function clock_shift() returns interval
  language sql stable security definer set search_path = pg_catalog, public
  return coalesce(
    (select c.shift from institution_clocks c where c.institution_id = current_institution()),
    interval '0'
  );
grant execute on function clock_shift() to serambi_app, serambi_ops;

create function app_now() returns timestamptz language sql stable return now() + clock_shift();
grant execute on function app_now() to serambi_app, serambi_ops;

-- Today where the institution is.
create function app_today() returns date language sql stable
  return (app_now() at time zone coalesce((select i.zona_waktu from institutions i where i.id = current_institution()), 'Asia/Jakarta'))::date;
grant execute on function app_today() to serambi_app, serambi_ops;

-- An id of business time: its timestamp is the row's created_at, by which yearly partitions are chosen.
create function app_uuid() returns uuid language sql volatile return uuidv7(clock_shift());
grant execute on function app_uuid() to serambi_app, serambi_ops;
