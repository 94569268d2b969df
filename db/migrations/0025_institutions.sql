-- What an institution says of itself, and how many accounts its licence lets be active.

alter table institutions
  add locale text not null default 'id' check (locale in ('id', 'en')),
  -- where its picture lies among the uploads
  add logo text,
  add jenis_usaha_id uuid references business_types (id);
create index institutions_jenis_usaha on institutions (jenis_usaha_id);
-- Its slug is what its licence names, and its trial is not its own to begin again.
grant update (nama, kota, zona_waktu, host, kop, locale, logo, jenis_usaha_id) on institutions to serambi_app;

create index users_aktif on users (institution_id) where aktif;

-- How many accounts more may be active; null: as many as one likes. Whoever asks is the only one until the end of the transaction, so
-- that two do not take the last one: called in the statement that makes accounts active, it sees what was committed before.
create function seats_left() returns integer language plpgsql volatile as $$
declare
  batas integer := (select l.seats from licences l where l.status <> 'diganti');
begin
  if batas is null then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('kursi:' || current_institution()::text, 0));
  return batas - (select count(*) from users where aktif);
end $$;
grant execute on function seats_left() to serambi_app;
