-- Operators of the platform: who sees all institutions, and what they looked at.

-- Accounts that the owner of the database has named; the application names nobody. What they may do follows from standing here and from
-- no role of an institution's.
create table platform_operators (
  institution_id uuid not null references institutions (id),
  user_id uuid not null,
  sejak timestamptz not null default now(),
  primary key (institution_id, user_id),
  foreign key (institution_id, user_id) references users (institution_id, id)
);
select isolate_table('platform_operators', 'select');

-- What an operator asked for, when and from where, of every institution. Written by the functions below and by nothing else.
create table operator_access_log (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  created_at timestamptz not null,
  user_id uuid not null,
  apa text not null check (apa in ('daftar', 'institusi', 'catatan')),
  -- filters and order of a list; the id of an institution
  diminta jsonb not null default '{}',
  alamat text not null default '',
  primary key (institution_id, id, created_at),
  foreign key (institution_id, user_id) references users (institution_id, id),
  constraint operator_access_log_waktu check (created_at = uuid_extract_timestamp(id))
) partition by range (created_at);
create index operator_access_log_user on operator_access_log (institution_id, user_id, id);
-- Operators read it whole, whichever institution they are of.
create index operator_access_log_id on operator_access_log (id);
select isolate_table('operator_access_log', '');
select add_yearly_table('operator_access_log');

create index institutions_nama on institutions (nama, id);

-- Writes down that the session of an operator asks for something, and refuses (SB403) where it is none: unknown here, ended, too old, of
-- somebody who may not log in, has no second factor or is no operator. Called by the functions below, with their owner's rights.
create function enter_as_operator(sesi uuid, asal text, apa text, diminta jsonb) returns void language plpgsql volatile as $$
begin
  insert into operator_access_log (institution_id, id, created_at, user_id, apa, diminta, alamat)
  select s.institution_id, k.id, uuid_extract_timestamp(k.id), s.user_id, enter_as_operator.apa, coalesce(enter_as_operator.diminta, '{}'), coalesce(asal, '')
    from sessions s join users u on u.institution_id = s.institution_id and u.id = s.user_id
    join platform_operators o on o.institution_id = u.institution_id and o.user_id = u.id, (select uuidv7() as id) k
   where s.institution_id = current_institution() and s.id = sesi and s.ended_at is null and s.created_at > now() - interval '7 days'
     and u.aktif and u.totp_sejak is not null;
  if not found then
    raise exception 'not the session of an operator' using errcode = 'SB403';
  end if;
end $$;

-- What an institution's licence comes to: a row `l` of licences that counts, if there is one, else its trial.
create function licence_state(status text, valid_until date, percobaan_sejak timestamptz) returns text language sql stable
  return case when status is null then case when percobaan_sejak + interval '720 hours' > licence_now() then 'percobaan' else 'kedaluwarsa' end
              when status = 'dicabut' then 'dicabut'
              when (valid_until + 1)::timestamp at time zone 'UTC' > licence_now() then 'aktif' else 'kedaluwarsa' end;

-- Institutions, for an operator: by name or by age, from where a page ended, `paling_banyak` at the most. `diminta`: cari (words that all
-- stand in the name, the slug or the host), lisensi (what the licence comes to), urut (nama, dibuat), turun, setelah ({kunci, id}).
-- What is counted is counted by index, and of the institutions of the page alone.
create function operator_institutions(sesi uuid, asal text, diminta jsonb, paling_banyak integer)
  returns table (id uuid, kunci text, slug text, host text, nama text, jenis_usaha text, created_at timestamptz,
    lisensi text, sampai date, kursi integer, orang bigint, modul bigint)
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  menurut_nama boolean := coalesce(diminta ->> 'urut' = 'nama', false);
  turun boolean := coalesce((diminta ->> 'turun')::boolean, false);
  pola text[] := pola_cari(array(select jsonb_array_elements_text(diminta -> 'cari')));
  kunci_setelah text := diminta -> 'setelah' ->> 'kunci';
  id_setelah uuid := (diminta -> 'setelah' ->> 'id')::uuid;
begin
  perform enter_as_operator(sesi, asal, 'daftar', diminta);
  return query execute format(
    'select i.id, %1$s, i.slug, i.host, i.nama, b.slug, i.created_at, i.lisensi, i.sampai, i.kursi,
        (select count(*) from users u where u.institution_id = i.id and u.aktif),
        (select count(*) from institution_modules a where a.institution_id = i.id and a.is_active)
       from (select i.id, i.slug, i.host, i.nama, i.jenis_usaha_id, i.created_at, x.lisensi, l.seats as kursi,
                 coalesce(l.valid_until, ((i.percobaan_sejak + interval ''720 hours'') at time zone ''UTC'')::date) as sampai
               from institutions i left join licences l on l.institution_id = i.id and l.status <> ''diganti'',
                 lateral (select licence_state(l.status, l.valid_until, i.percobaan_sejak) as lisensi) x
              where ($1 is null or lower(concat_ws('' '', i.nama, i.slug, i.host)) like all ($1)) and ($2 is null or x.lisensi = $2)
                and ($4 is null or %2$s %3$s %4$s)
              order by %5$s limit $5) i left join business_types b on b.id = i.jenis_usaha_id',
    case when menurut_nama then 'i.nama' else 'null::text' end,
    case when menurut_nama then '(i.nama, i.id)' else 'i.id' end,
    case when turun then '<' else '>' end,
    case when menurut_nama then '($3, $4)' else '$4' end,
    format(case when menurut_nama then 'i.nama %1$s, i.id %1$s' else 'i.id %1$s' end, case when turun then 'desc' else 'asc' end))
  using nullif(pola, '{}'), diminta ->> 'lisensi', kunci_setelah, id_setelah, least(greatest(paling_banyak, 0), 101);
end $$;
grant execute on function operator_institutions(uuid, text, jsonb, integer) to serambi_app;

-- One institution, for an operator; null: there is none. Its administrators find in their own logs that it was looked at, even where it
-- keeps no log: this is not of its own doing.
create function operator_institution(sesi uuid, asal text, wanted uuid) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  dilihat jsonb;
begin
  perform enter_as_operator(sesi, asal, 'institusi', jsonb_build_object('institusi', wanted));
  select jsonb_build_object('id', i.id, 'slug', i.slug, 'host', i.host, 'nama', i.nama, 'kota', i.kota, 'zona_waktu', i.zona_waktu,
      'jenis_usaha', b.slug, 'dibuat', i.created_at,
      'lisensi', jsonb_build_object('status', licence_state(l.status, l.valid_until, i.percobaan_sejak), 'type', l.type,
        'jenjang_aktif', coalesce(to_jsonb(l.jenjang_aktif), '[]'), 'modules', l.modules, 'kursi', l.seats, 'mulai', l.valid_from,
        'sampai', coalesce(l.valid_until, ((i.percobaan_sejak + interval '720 hours') at time zone 'UTC')::date)),
      'orang', (select count(*) from users u where u.institution_id = i.id and u.aktif),
      'modul', (select coalesce(jsonb_agg(jsonb_build_object('slug', m.slug, 'aktif', a.is_active, 'berlisensi', l.modules is null or m.slug = any(l.modules),
          'sejak', a.activated_at) order by m.sort_order), '[]') from institution_modules a join modules m on m.id = a.module_id where a.institution_id = i.id),
      'pekerjaan', jsonb_build_object(
        'menunggu', (select count(*) from jobs j where j.institution_id = i.id and j.status in ('recorded', 'sent', 'running')),
        'gagal', (select count(*) from jobs j where j.institution_id = i.id and j.status = 'dead')),
      'terakhir_aktif', (select a.created_at from aktivitas a where a.institution_id = i.id and a.aksi <> 'dilihat_operator' order by a.id desc limit 1))
    into dilihat
    from institutions i left join licences l on l.institution_id = i.id and l.status <> 'diganti' left join business_types b on b.id = i.jenis_usaha_id
   where i.id = wanted;
  if dilihat is not null then
    insert into aktivitas (institution_id, id, created_at, user_id, aksi)
    select p.institution_id, p.id, uuid_extract_timestamp(p.id), p.user_id, 'dilihat_operator'
      from (select r.institution_id, r.user_id, uuidv7() as id from user_roles r join users u on u.institution_id = r.institution_id and u.id = r.user_id
             where r.institution_id = wanted and r.peran = 'admin' and u.aktif group by r.institution_id, r.user_id) p;
  end if;
  return dilihat;
end $$;
grant execute on function operator_institution(uuid, text, uuid) to serambi_app;

-- What operators asked for in a year, newest first, this look included; `setelah`: older than this one.
create function operator_accesses(sesi uuid, asal text, tahun integer, setelah uuid, paling_banyak integer)
  returns table (id uuid, created_at timestamptz, user_id uuid, nama text, apa text, diminta jsonb, alamat text)
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform enter_as_operator(sesi, asal, 'catatan', jsonb_build_object('tahun', tahun, 'setelah', setelah));
  return query select c.id, c.created_at, c.user_id, u.nama, c.apa, c.diminta, c.alamat
    from operator_access_log c join users u on u.institution_id = c.institution_id and u.id = c.user_id
   where c.created_at >= make_timestamptz(operator_accesses.tahun, 1, 1, 0, 0, 0, 'UTC')
     and c.created_at < make_timestamptz(operator_accesses.tahun + 1, 1, 1, 0, 0, 0, 'UTC')
     and (setelah is null or c.id < setelah)
   order by c.id desc limit least(greatest(paling_banyak, 0), 101);
end $$;
grant execute on function operator_accesses(uuid, text, integer, uuid, integer) to serambi_app;

-- The language of letters to whoever has chosen none is their institution's. Whoever had one keeps it.
alter table users alter bahasa drop not null, alter bahasa drop default;
