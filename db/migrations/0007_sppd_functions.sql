-- What the one-statement writes of travel orders need to know while they hold the row.

-- A date as letters write it: 13 April 2026. The same as db/modules/sppd/rules/tanggal.ts, and tested against it.
create function tanggal_indonesia(tanggal date) returns text language sql immutable
  return extract(day from tanggal)::int || ' ' ||
    (array['Januari','Februari','Maret','April','Mei','Juni','Juli','Agustus','September','Oktober','November','Desember'])[extract(month from tanggal)::int]
    || ' ' || extract(year from tanggal)::int;
grant execute on function tanggal_indonesia(date) to serambi_app, serambi_ops;

-- Rank and grade as letters print them. The same as db/modules/pegawai/rules/golongan.ts, and tested against it.
create function pangkat_golongan(kode_golongan text) returns text language sql stable
  return (select case when g.pangkat is null then 'Golongan ' || g.kode else g.pangkat || ', ' || g.kode end
            from golongan g where g.kode = kode_golongan);
grant execute on function pangkat_golongan(text) to serambi_app, serambi_ops;

-- Whether somebody holds an office today.
create function sedang_menjabat(p pejabat) returns boolean language sql stable
  return p.mulai <= app_today() and (p.selesai is null or p.selesai >= app_today());
grant execute on function sedang_menjabat(pejabat) to serambi_app, serambi_ops;

-- The highest level of approval that any traveller of an order holds today; null when none does.
create function level_pelaksana(wanted uuid) returns smallint language sql stable
  return (select max(l.level)
            from sppd_pelaksana t
            join pejabat p on p.pegawai_id = t.pegawai_id and sedang_menjabat(p)
            join rantai_level l on p.jenis = any (l.jabatan)
           where t.sppd_id = wanted);
grant execute on function level_pelaksana(uuid) to serambi_app, serambi_ops;

-- The levels at which somebody can decide today on an order of this unit: an office above it that is held, by nobody who
-- travels on the order or asked for it.
create function level_tersedia(wanted uuid, unit uuid, pemohon uuid) returns smallint[] language sql stable
  return (select coalesce(array_agg(distinct l.level), '{}')
            from unit_kerja k
            join pejabat p on p.unit_id = any (k.jalur) and sedang_menjabat(p)
            join rantai_level l on p.jenis = any (l.jabatan)
           where k.id = unit
             and not exists (select from sppd_pelaksana t where t.sppd_id = wanted and t.pegawai_id = p.pegawai_id)
             and not exists (select from users u where u.id = pemohon and u.pegawai_id = p.pegawai_id));
grant execute on function level_tersedia(uuid, uuid, uuid) to serambi_app, serambi_ops;

-- The levels that must approve: the first, then the one for max(kind, amount), both above the applicant's own, and only
-- levels at which somebody can decide: where an office is missing the order goes up. For the topmost applicant it is the
-- next highest other. Null when nobody is left. The same as db/modules/sppd/rules/rantai.ts, and tested against it.
create function susun_rantai(jenis text, total bigint, level_pemohon smallint, tersedia smallint[]) returns smallint[]
  language sql stable
begin atomic
  with dasar as (
    select (select min(l.level) from rantai_level l) as pertama,
           greatest(
             (select j.level from rantai_jenis j where j.jenis_perjalanan = jenis),
             (select min(l.level) from rantai_level l where l.batas is null or l.batas >= total)) as perlu
  ), di_atas as (
    select coalesce(
      (select min(l.level) from rantai_level l, dasar d
        where l.level = any (tersedia) and l.level >= d.perlu and l.level > coalesce(level_pemohon, 0)),
      (select max(l.level) from rantai_level l where l.level = any (tersedia) and l.level <> coalesce(level_pemohon, 0))) as akhir
  )
  select case
      when a.akhir is null then null
      when d.pertama = any (tersedia) and d.pertama > coalesce(level_pemohon, 0) and d.pertama < a.akhir
        then array[d.pertama, a.akhir]
      else array[a.akhir] end
    from dasar d, di_atas a;
end;
grant execute on function susun_rantai(text, bigint, smallint, smallint[]) to serambi_app, serambi_ops;

-- "Kota Semarang, Jawa Tengah"
create function nama_wilayah(wanted text) returns text language sql stable
  return (select concat_ws(', ', w.nama, i.nama) from wilayah w left join wilayah i on i.kode = w.induk_kode where w.kode = wanted);
grant execute on function nama_wilayah(text) to serambi_app, serambi_ops;

-- The unit that numbers letters for a unit: the nearest of its ancestors that has a letter code.
create function unit_penomor(wanted uuid) returns uuid language sql stable
  return (select a.id from unit_kerja u, unnest(u.jalur) with ordinality j(id, urut)
            join unit_kerja a on a.id = j.id
           where u.id = wanted and a.kode_surat is not null order by j.urut desc limit 1);
grant execute on function unit_penomor(uuid) to serambi_app, serambi_ops;
