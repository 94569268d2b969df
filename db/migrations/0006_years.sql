-- Opens a year: one partition of every yearly table, bounds in UTC. Any number of callers may ask at the same instant.
-- Returns whether it made anything. The application may open past years since 2020 and two years ahead, no others.

create table yearly_tables (name regclass primary key);
insert into yearly_tables values ('sppd'), ('laporan_perjalanan'), ('approval_logs');

create function open_year(tahun integer) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
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
  if to_regclass(format('public.approval_logs_%s', tahun)) is not null then
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
grant execute on function open_year(integer) to serambi_app, serambi_ops;
