-- How quick the console is for those who use it: counts by day, page, kind of device and measure. Of nobody: no institution, no account, no address.

create table vitals (
  -- UTC
  hari date not null,
  -- the name of a page of the console, never an address: those have ids and searches in them
  rute text not null check (rute ~ '^[a-z][a-zA-Z.-]{0,39}$'),
  perangkat text not null check (perangkat in ('ponsel', 'komputer')),
  ukuran text not null check (ukuran in ('LCP', 'INP', 'CLS', 'FCP', 'TTFB')),
  -- which of the measure's buckets (db/modules/operator/rules/vitals.ts)
  ember smallint not null check (ember between 0 and 15),
  banyak bigint not null check (banyak > 0),
  primary key (hari, rute, perangkat, ukuran, ember)
);

-- Counts what a browser measured (`contoh`: an array of {rute, ukuran, ember}, 20 at the most); answers how many were counted. Anybody who is
-- logged in may call it with any name: 200 pages a day are taken and the next are not, so that nobody fills the table. The first of
-- a day forgets what is older than 400 days.
create function record_vitals(perangkat text, contoh jsonb) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  kini date := (now() at time zone 'UTC')::date;
  diterima text[];
  terhitung integer;
begin
  if jsonb_array_length(contoh) > 20 then
    raise exception 'too many samples' using errcode = '22023';
  end if;
  if exists (select from jsonb_to_recordset(contoh) c(rute text)
              where not exists (select from vitals v where v.hari = kini and v.rute = c.rute)) then
    -- One at a time: whoever counts the pages of the day counts those that others are adding.
    perform pg_advisory_xact_lock(hashtext('serambi.record_vitals'));
    if not exists (select from vitals v where v.hari = kini) then
      delete from vitals v where v.hari < kini - 400;
    end if;
  end if;
  select array_agg(x.rute) into diterima
    from (select c.rute, c.dikenal, row_number() over (partition by c.dikenal order by c.rute) as urutan
            from (select s.rute, exists (select from vitals v where v.hari = kini and v.rute = s.rute) as dikenal
                    from (select distinct r.rute from jsonb_to_recordset(contoh) as r(rute text)) s) c) x
   where x.dikenal or x.urutan + (select count(distinct v.rute) from vitals v where v.hari = kini) <= 200;
  -- In the order of the key: two at once wait for each other, and never in a ring.
  insert into vitals as v (hari, rute, perangkat, ukuran, ember, banyak)
  select kini, c.rute, record_vitals.perangkat, c.ukuran, c.ember, count(*)
    from jsonb_to_recordset(contoh) as c(rute text, ukuran text, ember smallint)
   where c.rute = any(diterima) group by c.rute, c.ukuran, c.ember order by c.rute, c.ukuran, c.ember
  on conflict on constraint vitals_pkey do update set banyak = v.banyak + excluded.banyak;
  select count(*) into terhitung from jsonb_to_recordset(contoh) as c(rute text) where c.rute = any(diterima);
  return terhitung;
end $$;
grant execute on function record_vitals(text, jsonb) to serambi_app;

-- What an operator looks at may be this too.
alter table operator_access_log drop constraint operator_access_log_apa_check,
  add constraint operator_access_log_apa_check check (apa in ('daftar', 'institusi', 'catatan', 'kecepatan'));

-- What was measured in the last days, today included, for an operator; `kelas`: on phones or computers alone.
create function operator_vitals(sesi uuid, asal text, hari integer, kelas text)
  returns table (rute text, ukuran text, ember smallint, banyak bigint)
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform enter_as_operator(sesi, asal, 'kecepatan', jsonb_strip_nulls(jsonb_build_object('hari', operator_vitals.hari, 'perangkat', kelas)));
  return query select v.rute, v.ukuran, v.ember, sum(v.banyak)::bigint from vitals v
   where v.hari > (now() at time zone 'UTC')::date - operator_vitals.hari and (kelas is null or v.perangkat = kelas)
   group by v.rute, v.ukuran, v.ember order by v.rute, v.ukuran, v.ember;
end $$;
grant execute on function operator_vitals(uuid, text, integer, text) to serambi_app;
