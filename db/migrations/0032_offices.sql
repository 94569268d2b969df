-- Offices are kept by the institution itself, and others stand in for those who hold them.

-- Whoever stands in holds an office of their own beside the one they stand in for (`asal_id`), from one day to another: Plt where it is
-- vacant, Plh while its holder is away, a.n. and u.b. in the holder's name. What decides, signs and waits by office does so for them too.
alter table pejabat
  drop constraint pejabat_kapasitas_check,
  add constraint pejabat_kapasitas_check check (kapasitas in ('definitif', 'Plt', 'Plh', 'a.n.', 'u.b.')),
  add asal_id uuid,
  add alasan text,
  -- the account that gave it: the holder's, a superior's, or an administrator's on the holder's behalf
  add diberi_oleh uuid,
  -- taken back before its last day
  add diakhiri_pada timestamptz,
  add diakhiri_oleh uuid,
  add foreign key (institution_id, asal_id) references pejabat (institution_id, id),
  add foreign key (institution_id, diberi_oleh) references users (institution_id, id),
  add foreign key (institution_id, diakhiri_oleh) references users (institution_id, id),
  add constraint pejabat_delegasi check (kapasitas not in ('a.n.', 'u.b.') or asal_id is not null and diberi_oleh is not null and selesai is not null),
  add check (diakhiri_pada is null or diakhiri_oleh is not null),
  -- one at a time stands in for an office
  add constraint delegasi_rangkap exclude using gist (institution_id with =, asal_id with =, daterange(mulai, selesai, '[]') with &&)
    where (kapasitas in ('Plt', 'Plh') and diakhiri_pada is null);
create index pejabat_asal on pejabat (institution_id, asal_id);
create index pejabat_diberi_oleh on pejabat (institution_id, diberi_oleh);
create index pejabat_diakhiri_oleh on pejabat (institution_id, diakhiri_oleh);
-- an office ends, and is never removed
grant insert, update (sebutan, penerbit_st, selesai, sk, diakhiri_pada, diakhiri_oleh) on pejabat to serambi_app;

-- Whether somebody holds an office today, or stands in for its holder.
create or replace function sedang_menjabat(p pejabat) returns boolean language sql stable
  return p.mulai <= app_today() and (p.selesai is null or p.selesai >= app_today()) and p.diakhiri_pada is null;

-- The roles that come to somebody with the offices they stand in for today, each for its unit.
create function peran_pengganti(pegawai uuid) returns table (peran text, unit_id uuid) language sql stable
begin atomic
  select distinct case p.jenis when 'kabag' then 'kaprodi' else p.jenis end, p.unit_id
    from pejabat p
   where p.pegawai_id = pegawai and p.asal_id is not null and p.jenis <> 'kpa' and sedang_menjabat(p);
end;
grant execute on function peran_pengganti(uuid) to serambi_app, serambi_ops;

-- The second (since 1970, of real time) in which such roles come or go next; null: never.
create function pergantian_berikut(pegawai uuid, zona text) returns bigint language sql stable
begin atomic
  select ceil(extract(epoch from min(x.saat) - clock_shift()))::bigint
    from pejabat p, lateral (values (p.mulai), (p.selesai + 1)) h(hari), lateral (select h.hari::timestamp at time zone zona as saat) x
   where p.pegawai_id = pegawai and p.asal_id is not null and p.diakhiri_pada is null and x.saat > app_now();
end;
grant execute on function pergantian_berikut(uuid, text) to serambi_app, serambi_ops;

-- What nobody decides on goes up: by the clock, which is nobody.
alter table approval_logs drop constraint approval_logs_oleh,
  add constraint approval_logs_oleh check (oleh is not null or aksi in ('mulai', 'kembali', 'arsipkan', 'eskalasi'));

-- Since when an order waits for the level whose turn it is.
create function menunggu_sejak(wanted uuid) returns timestamptz language sql stable
  return (select max(l.created_at) from approval_logs l
           where l.sppd_id = wanted and l.created_at >= uuid_extract_timestamp(wanted) and l.aksi in ('ajukan', 'setujui', 'eskalasi'));
grant execute on function menunggu_sejak(uuid) to serambi_app, serambi_ops;

-- How long it may wait there; null: as long as it likes.
create function batas_eskalasi() returns interval language sql stable
  return nullif(coalesce((module_settings('sppd') ->> 'eskalasi_jam')::integer, 48), 0) * interval '1 hour';
grant execute on function batas_eskalasi() to serambi_app, serambi_ops;

-- Records the job of an hour, once, for every institution in which an order has waited too long. It may be called at any time, by
-- several at once; nobody learns from it which they were.
create function record_escalations() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('serambi.record_escalations'));
  insert into jobs (institution_id, name, payload)
  select i.id, 'sppd.eskalasi', jsonb_build_object('jam', s.jam)
    from institutions i left join institution_clocks c on c.institution_id = i.id,
      lateral (select now() + coalesce(c.shift, interval '0')) n(sekarang),
      lateral (select to_char(n.sekarang at time zone 'UTC', 'YYYY-MM-DD"T"HH24')) s(jam),
      lateral (select nullif(coalesce((select (a.configuration ->> 'eskalasi_jam')::integer from institution_modules a
        join modules m on m.id = a.module_id and m.slug = 'sppd' where a.institution_id = i.id), 48), 0) * interval '1 hour') b(batas)
   where exists (
       select from sppd o where o.institution_id = i.id and o.level_menunggu is not null and o.status = 'diajukan'
          and (select max(l.created_at) from approval_logs l where l.institution_id = o.institution_id and l.sppd_id = o.id
                and l.created_at >= o.created_at and l.aksi in ('ajukan', 'setujui', 'eskalasi')) <= n.sekarang - b.batas)
     and not exists (select from jobs j where j.institution_id = i.id and j.id > uuidv7(interval '-1 day')
       and j.name = 'sppd.eskalasi' and j.payload ->> 'jam' = s.jam);
end $$;
grant execute on function record_escalations() to serambi_app;
