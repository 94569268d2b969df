-- Whoever registers an institution chooses its modules at once.

-- As before, and with the modules of `given -> 'modul'` beside those that the kind cannot do without, each with what it needs. Answers which
-- of them are not offered: then nothing is made. An own function of the same name keeps its rights.
create or replace function onboard_institution(given jsonb, hash text[]) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  jenis uuid := (select b.id from business_types b where b.slug = given ->> 'business_type' and b.is_active);
  lembaga uuid := uuidv7();
  unit uuid := uuidv7();
  pemilik uuid := uuidv7();
  kegiatan uuid := uuidv7();
  tautan uuid;
  mail uuid;
  job jsonb;
  modul jsonb;
  ditarik jsonb;
begin
  if jenis is null then
    return '{"ditolak": "business_type"}';
  end if;
  -- What was chosen, with all that it needs: none of it is offered by halves.
  with recursive chosen(slug) as (
    select x.slug from jsonb_array_elements_text(coalesce(given -> 'modul', '[]')) x(slug)
    union select d.slug from chosen c join modules m on m.slug = c.slug, unnest(m.dependencies) d(slug)
  )
  select jsonb_agg(c.slug order by c.slug) into ditarik
    from chosen c where not exists (select from modules m where m.slug = c.slug and m.is_active);
  if ditarik is not null then
    return jsonb_build_object('ditolak', 'modul', 'modul', ditarik);
  end if;
  -- One registration at a time: there are few, and two at once must not both find a name free.
  perform pg_advisory_xact_lock(hashtext('serambi.onboard_institution'));
  perform pg_advisory_xact_lock(hashtext('serambi.institution'), hashtext(given ->> 'slug'));
  if exists (select from institutions i where i.slug = given ->> 'slug') then
    return '{"ditolak": "slug"}';
  end if;
  if exists (select from institutions i where i.pemilik_hash = any(hash)) then
    return '{"ditolak": "surel"}';
  end if;
  insert into institutions (id, slug, nama, kota, zona_waktu, kop, jenis_usaha_id, pemilik_hash)
    values (lembaga, given ->> 'slug', given ->> 'nama', given ->> 'kota', given ->> 'zona_waktu',
            jsonb_build_object('baris', jsonb_build_array(upper(given ->> 'nama')), 'alamat', given ->> 'kota', 'kontak', given ->> 'surel'), jenis, hash[1]);
  insert into unit_kerja (institution_id, id, kode, nama, jenis, jalur) values (lembaga, unit, 'PUSAT', given ->> 'nama', 'institusi', array[unit]);
  insert into users (institution_id, id, nama) values (lembaga, pemilik, given ->> 'pemilik');
  insert into user_identifiers (institution_id, value, kind, user_id)
    values (lembaga, given ->> 'surel', 'email', pemilik), (lembaga, given ->> 'username', 'username', pemilik);
  insert into user_roles (institution_id, user_id, peran, unit_id) values (lembaga, pemilik, 'admin', unit);
  insert into rantai_level (institution_id, level, jabatan, batas)
    select lembaga, x.level, x.jabatan, x.batas from jsonb_to_recordset(given -> 'rantai') as x(level smallint, jabatan text[], batas bigint);
  insert into rantai_jenis (institution_id, jenis_perjalanan, level) select lembaga, key, value::smallint from jsonb_each_text(given -> 'jenis');
  insert into hari_libur (institution_id, tanggal, nama, jenis, sumber)
    select lembaga, x.tanggal, x.nama, x.jenis, x.sumber from jsonb_to_recordset(given -> 'libur') as x(tanggal date, nama text, jenis text, sumber text);
  insert into nomor_templat (institution_id, jenis, templat) select lembaga, key, value from jsonb_each_text(given -> 'templat');
  with recursive wanted(slug) as (
    select m.slug from module_recommendations r join modules m on m.id = r.module_id where r.business_type_id = jenis and r.is_required
    union select x.slug from jsonb_array_elements_text(coalesce(given -> 'modul', '[]')) x(slug)
    union select d.slug from wanted w join modules m on m.slug = w.slug, unnest(m.dependencies) d(slug)
  ), active as (
    insert into institution_modules (institution_id, module_id, is_active, activated_by)
    select lembaga, m.id, true, pemilik from wanted w join modules m on m.slug = w.slug where m.is_active and not m.is_core order by m.sort_order
    returning module_id
  )
  select coalesce(jsonb_agg(m.slug order by m.sort_order), '[]') into modul from active a join modules m on m.id = a.module_id;
  insert into tautan_akun (institution_id, user_id, tujuan, expires_at)
    values (lembaga, pemilik, 'undangan', now() + make_interval(days => (given ->> 'hari')::int)) returning id into tautan;
  insert into surel (institution_id, user_id, kepada, templat, data)
    values (lembaga, pemilik, given ->> 'surel', 'undangan', jsonb_build_object('tautan', tautan)) returning id into mail;
  insert into jobs (institution_id, name, payload, created_by, traceparent)
    values (lembaga, 'surel.kirim', jsonb_build_object('surel_ids', jsonb_build_array(mail)), pemilik, given ->> 'traceparent')
    returning jsonb_build_object('institution_id', institution_id, 'id', id, 'name', name, 'attempt', attempt, 'chunk', chunk, 'traceparent', traceparent) into job;
  insert into aktivitas (institution_id, id, created_at, user_id, oleh, aksi, rincian, alamat)
    values (lembaga, kegiatan, uuid_extract_timestamp(kegiatan), pemilik, pemilik, 'lembaga_didaftarkan',
            jsonb_build_object('jenis', given ->> 'business_type', 'modul', modul), given ->> 'alamat');
  return jsonb_build_object('id', lembaga, 'modul', modul, 'job', job);
end $$;
