-- Who there is, as lists show them: by name and by age, of a unit, in a role, found by a word; and what must never happen to
-- roles, whoever writes them.

-- Counts the changes of an account that somebody may have before them while they change it.
alter table users add versi integer not null default 1;
create function naikkan_versi() returns trigger language plpgsql as $$
begin
  new.versi := old.versi + 1;
  return new;
end $$;
create trigger versi_naik before update of nama, aktif, pegawai_id, updated_at on users
  for each row execute function naikkan_versi();

-- Everybody, or only those who may log in: each is the order of an index.
drop index users_nama;
create index users_nama on users (institution_id, aktif, nama, id);
create index user_identifiers_jenis on user_identifiers (institution_id, kind, user_id);

-- Where somebody belongs: the unit of each of their roles, and that of their staff record (peran ''). Beside what it is made
-- from, because a page of a unit's or of a role's people is read in the order of an index, and stops when it is full.
create table users_letak (
  institution_id uuid not null references institutions (id),
  user_id uuid not null,
  peran text not null,
  unit_id uuid not null,
  nama text not null,
  aktif boolean not null,
  primary key (institution_id, user_id, peran, unit_id),
  foreign key (institution_id, user_id) references users (institution_id, id),
  foreign key (institution_id, unit_id) references unit_kerja (institution_id, id)
);
create index users_letak_unit on users_letak (institution_id, unit_id, user_id, peran, aktif);
create index users_letak_unit_nama on users_letak (institution_id, unit_id, nama, user_id, peran, aktif);
create index users_letak_peran on users_letak (institution_id, peran, user_id, aktif);
create index users_letak_peran_nama on users_letak (institution_id, peran, nama, user_id, aktif);
select isolate_table('users_letak', 'select, insert, delete');
grant update (nama, aktif) on users_letak to serambi_app;

-- The words by which somebody is found: their name, and the names they log in with. Lower case.
create table cari_users (
  institution_id uuid not null references institutions (id),
  id uuid not null,
  teks text not null,
  primary key (institution_id, id),
  foreign key (institution_id, id) references users (institution_id, id)
);
create index cari_users_teks on cari_users using gin (institution_id, teks gin_trgm_ops);
select isolate_table('cari_users', 'select, insert');
grant update (teks) on cari_users to serambi_app;

-- Writes both anew for some people of an institution, as far as they have changed.
create function tulis_users(institusi uuid, orang uuid[]) returns void language sql volatile as $$
  with seharusnya as (
    select u.institution_id, u.id as user_id, l.peran, l.unit_id, u.nama, u.aktif
      from users u cross join lateral (
        select r.peran, r.unit_id from user_roles r where r.institution_id = u.institution_id and r.user_id = u.id
        union all
        select '', g.unit_id from pegawai g where g.institution_id = u.institution_id and g.id = u.pegawai_id) l
     where u.institution_id = institusi and u.id = any(orang)
  )
  delete from users_letak d where d.institution_id = institusi and d.user_id = any(orang) and not exists (
    select from seharusnya s where s.user_id = d.user_id and s.peran = d.peran and s.unit_id = d.unit_id);
  insert into users_letak (institution_id, user_id, peran, unit_id, nama, aktif)
    select u.institution_id, u.id, l.peran, l.unit_id, u.nama, u.aktif
      from users u cross join lateral (
        select r.peran, r.unit_id from user_roles r where r.institution_id = u.institution_id and r.user_id = u.id
        union all
        select '', g.unit_id from pegawai g where g.institution_id = u.institution_id and g.id = u.pegawai_id) l
     where u.institution_id = institusi and u.id = any(orang)
    on conflict (institution_id, user_id, peran, unit_id) do update set nama = excluded.nama, aktif = excluded.aktif
      where users_letak.nama <> excluded.nama or users_letak.aktif <> excluded.aktif;
  insert into cari_users (institution_id, id, teks)
    select u.institution_id, u.id, lower(concat_ws(E'\n', u.nama,
        (select string_agg(x.value, E'\n' order by x.kind) from user_identifiers x where x.institution_id = u.institution_id and x.user_id = u.id)))
      from users u where u.institution_id = institusi and u.id = any(orang)
    on conflict (institution_id, id) do update set teks = excluded.teks where cari_users.teks <> excluded.teks;
$$;
grant execute on function tulis_users(uuid, uuid[]) to serambi_app, serambi_ops;

-- Each runs once for a statement, whatever number of people it is about, and sees all that the statement did.
create function users_dari_users() returns trigger language plpgsql as $$
begin
  perform tulis_users(b.institution_id, array_agg(b.id)) from berubah b group by b.institution_id;
  return null;
end $$;
create function users_dari_bagian() returns trigger language plpgsql as $$
begin
  perform tulis_users(b.institution_id, array_agg(distinct b.user_id)) from berubah b group by b.institution_id;
  return null;
end $$;
create function users_dari_pegawai() returns trigger language plpgsql as $$
begin
  perform tulis_users(u.institution_id, array_agg(u.id)) from berubah b
    join users u on u.institution_id = b.institution_id and u.pegawai_id = b.id group by u.institution_id;
  return null;
end $$;
create function users_dari_perubahan() returns trigger language plpgsql as $$
begin
  perform tulis_users(new.institution_id, array[new.id]);
  return null;
end $$;
create trigger daftar_baru after insert on users referencing new table as berubah
  for each statement execute function users_dari_users();
-- Logging in updates the row too, and changes nothing of this.
create trigger daftar_diubah after update of nama, aktif, pegawai_id on users
  for each row when (old.nama <> new.nama or old.aktif <> new.aktif or old.pegawai_id is distinct from new.pegawai_id)
  execute function users_dari_perubahan();
create trigger daftar_baru after insert on user_identifiers referencing new table as berubah
  for each statement execute function users_dari_bagian();
create trigger daftar_hilang after delete on user_identifiers referencing old table as berubah
  for each statement execute function users_dari_bagian();
create trigger daftar_baru after insert on user_roles referencing new table as berubah
  for each statement execute function users_dari_bagian();
create trigger daftar_diubah after update on user_roles referencing new table as berubah
  for each statement execute function users_dari_bagian();
create trigger daftar_hilang after delete on user_roles referencing old table as berubah
  for each statement execute function users_dari_bagian();
create trigger daftar_diubah after update on pegawai referencing new table as berubah
  for each statement execute function users_dari_pegawai();

select tulis_users(u.institution_id, array_agg(u.id)) from users u group by u.institution_id;

-- People of the institution whose text contains every one of these words; null when there are more than `paling_banyak`. With the
-- rights of the owner and the institution by name, as `cari_perjalanan` and for the same reason. It answers ids alone.
create function cari_orang(kata text[], paling_banyak integer) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
declare
  pola text[] := pola_cari(kata);
  syarat text := (select string_agg(format('c.teks like $1[%s]', i), ' and ') from generate_subscripts(pola, 1) i);
  ditemukan uuid[];
begin
  execute 'select array(select c.id from cari_users c where c.institution_id = $2 and ' || coalesce(syarat, 'false') || ' limit $3)'
    into ditemukan using pola, current_institution(), paling_banyak + 1;
  return case when cardinality(ditemukan) <= paling_banyak then ditemukan end;
end $$;
grant execute on function cari_orang(text[], integer) to serambi_app;

-- An institution that has administrators is never without one who may log in, though two should take it from each other at the
-- same instant: whoever comes second waits, and then sees what the first has done.
create function jaga_admin(institusi uuid) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('serambi.admin'), hashtext(institusi::text));
  if not exists (select from user_roles r join users u on u.institution_id = r.institution_id and u.id = r.user_id
                  where r.institution_id = institusi and r.peran = 'admin' and u.aktif) then
    raise exception 'the last administrator' using errcode = 'check_violation', constraint = 'admin_terakhir';
  end if;
end $$;
grant execute on function jaga_admin(uuid) to serambi_app, serambi_ops;
create function jaga_admin_peran() returns trigger language plpgsql as $$
begin
  perform jaga_admin(b.institution_id) from (select distinct institution_id from berubah where peran = 'admin') b;
  return null;
end $$;
create trigger jaga_admin after delete on user_roles referencing old table as berubah
  for each statement execute function jaga_admin_peran();
create function jaga_admin_akun() returns trigger language plpgsql as $$
begin
  if exists (select from user_roles r where r.institution_id = new.institution_id and r.user_id = new.id and r.peran = 'admin') then
    perform jaga_admin(new.institution_id);
  end if;
  return null;
end $$;
create trigger jaga_admin after update of aktif on users
  for each row when (old.aktif and not new.aktif) execute function jaga_admin_akun();

-- A role that somebody holds stays. Whoever gives one locks it, and this looks once it has the row for itself.
create function jaga_peran() returns trigger language plpgsql as $$
begin
  if exists (select from user_roles r where r.institution_id = old.institution_id and r.peran = old.kode) then
    raise exception 'a role that is held' using errcode = 'check_violation', constraint = 'peran_dipakai';
  end if;
  return old;
end $$;
create trigger jaga_peran before delete on peran_lembaga for each row execute function jaga_peran();
