-- In town for up to 8 hours an institution may travel without SPDs (PMK 113/PMK.05/2012): the Surat Tugas then has the visum as its annex.
-- Frozen when that is issued: another setting later changes no order that has its letter.
alter table sppd add tanpa_spd boolean not null default false;

-- As before, and for orders without SPDs whose Surat Tugas is out.
create or replace function record_trip_days() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('serambi.record_trip_days'));
  insert into jobs (institution_id, name, payload)
  select i.id, 'sppd.hari', jsonb_build_object('hari', sekarang::date)
    from institutions i left join institution_clocks c on c.institution_id = i.id,
      lateral (select (now() + coalesce(c.shift, interval '0')) at time zone i.zona_waktu) s(sekarang)
   where extract(hour from sekarang) < 5
     and (exists (select from sppd o where o.institution_id = i.id and o.status = 'spd_terbit' and o.tanggal_berangkat <= sekarang::date)
       or exists (select from sppd o where o.institution_id = i.id and o.status = 'st_terbit' and o.tanpa_spd and o.tanggal_berangkat <= sekarang::date)
       or exists (select from sppd o where o.institution_id = i.id and o.status = 'berjalan' and o.tanggal_kembali <= sekarang::date)
       or exists (select from laporan_perjalanan l where l.institution_id = i.id and l.status = 'draft'))
     and not exists (select from jobs j where j.institution_id = i.id and j.id > uuidv7(interval '-1 day')
       and j.name = 'sppd.hari' and j.payload ->> 'hari' = sekarang::date::text);
end $$;
