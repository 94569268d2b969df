-- What an institution has a licence for, and until when it may change what it has.

-- A licence is known by its signed key (db/modules/licence/key.ts); the columns say what that key says. The one that is not replaced
-- is the one that counts, be it in force, over or revoked.
create table licences (
  institution_id uuid not null references institutions (id),
  -- the licence's own, from its key
  id uuid not null,
  kunci text not null,
  type text not null check (type in ('single', 'multi')),
  jenjang_aktif text[] not null check (jenjang_aktif <@ '{sd,smp,sma,smk}'::text[] and (type = 'multi' or cardinality(jenjang_aktif) <= 1)),
  -- slugs; null: all that there are
  modules text[],
  -- accounts that may be active at a time; null: as many as one likes
  seats integer check (seats > 0),
  -- days in UTC, the last one included
  valid_from date not null,
  valid_until date not null check (valid_until >= valid_from),
  issued_at timestamptz not null,
  status text not null default 'aktif' check (status in ('aktif', 'dicabut', 'diganti')),
  installed_at timestamptz not null default now(),
  installed_by uuid,
  primary key (institution_id, id),
  foreign key (institution_id, installed_by) references users (institution_id, id)
);
create unique index licences_current on licences (institution_id) where status <> 'diganti';
create index licences_by on licences (institution_id, installed_by);
select isolate_table('licences', 'select, insert');
grant update (status) on licences to serambi_app;

-- Without a licence everything may be tried for thirty days. Of institutions that were there before, they begin now.
alter table institutions add percobaan_sejak timestamptz not null default now();

-- The latest moment that was seen here: a clock that is set back makes nothing valid again.
create table clock_mark (
  satu boolean primary key default true check (satu),
  terlihat timestamptz not null
);
insert into clock_mark (terlihat) values (now());
grant select on clock_mark to serambi_app, serambi_ops;

create function note_clock() returns void
  language sql volatile security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  update clock_mark set terlihat = now() where terlihat < now();
end;
grant execute on function note_clock() to serambi_app;

-- Now, and no earlier than what was seen before.
create function licence_now() returns timestamptz language sql stable
  return (select greatest(now(), terlihat) from clock_mark);
grant execute on function licence_now() to serambi_app, serambi_ops;

-- Whether the licence of the institution of this transaction has a module.
create function is_licensed(wanted text) returns boolean language sql stable
  return not exists (select from licences l where l.status <> 'diganti' and wanted <> all(l.modules));
grant execute on function is_licensed(text) to serambi_app, serambi_ops;

create or replace function active_modules() returns jsonb language sql stable
  return (select coalesce(jsonb_agg(m.slug order by m.sort_order), '[]')
    from institution_modules a join modules m on m.id = a.module_id where a.is_active and m.is_active and is_licensed(m.slug));

-- What sessions remember of the licence of the institution of this transaction: until when writes are open (seconds since 1970; 0: no
-- more), and the modules that are active but not licensed.
create function licence_gate() returns jsonb language sql stable
  return (
    select jsonb_build_object('sampai', case when x.akhir > licence_now() then extract(epoch from x.akhir)::bigint else 0 end)
        || coalesce((select jsonb_build_object('di_luar', jsonb_agg(m.slug)) from institution_modules a join modules m on m.id = a.module_id
             where a.is_active and m.is_active and not is_licensed(m.slug) having count(*) > 0), '{}')
      from (select case when l.id is null then i.percobaan_sejak + interval '720 hours'
                        when l.status = 'aktif' then (l.valid_until + 1)::timestamp at time zone 'UTC' end as akhir
              from institutions i left join licences l on l.institution_id = i.id and l.status <> 'diganti'
             where i.id = current_institution()) x);
grant execute on function licence_gate() to serambi_app, serambi_ops;
