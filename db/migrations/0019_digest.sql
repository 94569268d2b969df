-- Digests: what somebody has not read, by mail, as often as they chose.

-- For which day of the institution somebody was last considered, and when: what was said since is the next one's. Whoever
-- wants none has neither.
alter table users add diringkas_untuk date, add diringkas_pada timestamptz;
update users u set diringkas_untuk = (now() at time zone i.zona_waktu)::date, diringkas_pada = now()
  from institutions i where i.id = u.institution_id and u.ringkasan_surel <> 'tidak';
alter table users add check (ringkasan_surel = 'tidak' or (diringkas_untuk is not null and diringkas_pada is not null));
grant update (diringkas_untuk, diringkas_pada) on users to serambi_app;
create index users_ringkasan on users (institution_id, ringkasan_surel, diringkas_untuk, id) where ringkasan_surel <> 'tidak' and aktif;

-- Digests begin with what is said once somebody wants them, wherever they said so: nobody gets years at once.
create function mulai_ringkasan() returns trigger language plpgsql as $$
begin
  new.diringkas_untuk := app_today();
  new.diringkas_pada := statement_timestamp();
  return new;
end $$;
create trigger ringkasan_dipilih before update of ringkasan_surel on users
  for each row when (old.ringkasan_surel = 'tidak' and new.ringkasan_surel <> 'tidak') execute function mulai_ringkasan();

-- Since when a digest of this day is due to those who were last considered before: every day, or from Monday on.
create function ringkasan_sejak(seberapa text, hari date) returns date language sql immutable
  return case seberapa when 'harian' then hari when 'mingguan' then hari - extract(isodow from hari)::int + 1 end;
grant execute on function ringkasan_sejak(text, date) to serambi_app, serambi_ops;

-- Records the job of a day's digests, once, for every institution where it is morning and somebody waits for one. It may be called at
-- any time, by several at once; nobody learns from it which they were.
create function record_digests() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('serambi.record_digests'));
  insert into jobs (institution_id, name, payload)
  select i.id, 'surel.ringkasan', jsonb_build_object('hari', sekarang::date)
    from institutions i left join institution_clocks c on c.institution_id = i.id,
      lateral (select (now() + coalesce(c.shift, interval '0')) at time zone i.zona_waktu) s(sekarang)
   where extract(hour from sekarang) between 7 and 10
     and exists (select from unnest(array['harian', 'mingguan']) p(seberapa) join users u on u.ringkasan_surel = p.seberapa
       where u.institution_id = i.id and u.aktif and u.ringkasan_surel <> 'tidak'
         and u.diringkas_untuk < ringkasan_sejak(p.seberapa, sekarang::date))
     and not exists (select from jobs j where j.institution_id = i.id and j.id > uuidv7(interval '-1 day')
       and j.name = 'surel.ringkasan' and j.payload ->> 'hari' = sekarang::date::text);
end $$;
grant execute on function record_digests() to serambi_app;
