-- Travel orders.

create table anggaran (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  tahun smallint not null,
  unit_id uuid not null,
  kegiatan text not null,
  akun text not null check (akun ~ '^[0-9]{6}$'),
  uraian text not null,
  pagu bigint not null check (pagu >= 0),
  komitmen bigint not null default 0 check (komitmen >= 0),
  realisasi bigint not null default 0 check (realisasi >= 0),
  primary key (institution_id, id),
  unique (institution_id, tahun, unit_id, kegiatan, akun),
  foreign key (institution_id, unit_id) references unit_kerja (institution_id, id),
  check (komitmen + realisasi <= pagu)
);
create index anggaran_unit on anggaran (institution_id, unit_id, tahun);
select isolate_table('anggaran', 'select');
grant update (komitmen, realisasi) on anggaran to serambi_app;

-- The approval chain as data: what each level may approve, and the level that each kind of trip needs.
create table rantai_level (
  institution_id uuid not null references institutions (id),
  level smallint not null check (level between 2 and 9),
  jabatan text[] not null,
  batas bigint check (batas > 0),
  primary key (institution_id, level)
);
select isolate_table('rantai_level', 'select');

create table rantai_jenis (
  institution_id uuid not null references institutions (id),
  jenis_perjalanan text not null,
  level smallint not null,
  primary key (institution_id, jenis_perjalanan),
  foreign key (institution_id, level) references rantai_level (institution_id, level)
);
create index rantai_jenis_level on rantai_jenis (institution_id, level);
select isolate_table('rantai_jenis', 'select');

create table sppd (
  institution_id uuid not null references institutions (id),
  id uuid not null,
  created_at timestamptz not null,
  user_id uuid not null,
  -- the unit whose people travel; scope "unit" and the approvers are found by it
  unit_id uuid not null,
  tahun_anggaran smallint not null,
  status text not null check (status in ('draft', 'diajukan', 'disetujui', 'ditolak', 'st_terbit', 'spd_terbit', 'berjalan',
    'menunggu_laporan', 'pertanggungjawaban', 'rampung', 'selesai', 'diarsipkan', 'dibatalkan', 'dibatalkan_terbit')),
  versi integer not null default 1,
  jenis_perjalanan text not null check (jenis_perjalanan in ('luar_kota', 'dalam_kota_lebih_8jam', 'dalam_kota_sd_8jam', 'luar_negeri', 'pindah')),
  kategori text not null,
  maksud text not null,
  alat_angkut text not null,
  asal_kode text not null references wilayah (kode),
  tujuan_kode text not null references wilayah (kode),
  tempat text not null,
  tanggal_berangkat date not null,
  tanggal_kembali date not null,
  -- legs as entered: [{ asal_kode, tujuan_kode, tempat, berangkat, kembali, alat_angkut, kelas? }]
  etape jsonb not null,
  pengikut jsonb not null default '[]',
  -- invitation: { nomor, tanggal, perihal } and, once uploaded, berkas: { key, nama, jenis, ukuran }
  dasar jsonb,
  anggaran_id uuid not null,
  -- what was asked for beside the tariffs: { transpor, penginapan_per_malam, taksi }
  biaya jsonb not null,
  total_estimasi bigint not null check (total_estimasi >= 0),
  -- levels that must approve, frozen at submission, and how many have
  rantai smallint[] not null default '{}',
  langkah smallint not null default 0,
  -- the level whose turn it is; null when nobody's
  level_menunggu smallint,
  nomor_st text,
  tanggal_st date,
  updated_at timestamptz not null default now(),
  primary key (institution_id, id, created_at),
  foreign key (institution_id, user_id) references users (institution_id, id),
  foreign key (institution_id, unit_id) references unit_kerja (institution_id, id),
  foreign key (institution_id, anggaran_id) references anggaran (institution_id, id),
  constraint sppd_waktu check (created_at = uuid_extract_timestamp(id)),
  constraint sppd_tanggal check (tanggal_kembali >= tanggal_berangkat and tanggal_kembali <= tanggal_berangkat + 366),
  -- so that a search by date of departure needs the partitions of two years at most
  constraint sppd_jarak check (tanggal_berangkat between (created_at at time zone 'UTC')::date - 31 and (created_at at time zone 'UTC')::date + 300)
) partition by range (created_at);
create index sppd_user on sppd (institution_id, user_id, status, id);
create index sppd_status on sppd (institution_id, status, id);
create index sppd_unit on sppd (institution_id, unit_id, status, id);
create index sppd_menunggu on sppd (institution_id, level_menunggu, id) where level_menunggu is not null;
create index sppd_tanggal_jalan on sppd (institution_id, tanggal_berangkat, tanggal_kembali);
create index sppd_anggaran on sppd (institution_id, anggaran_id);
create index sppd_asal on sppd (asal_kode);
create index sppd_tujuan on sppd (tujuan_kode);
select isolate_table('sppd', 'select, insert, update');

create table sppd_pelaksana (
  institution_id uuid not null references institutions (id),
  sppd_id uuid not null,
  sppd_created_at timestamptz not null,
  urut smallint not null check (urut between 1 and 50),
  pegawai_id uuid not null,
  -- A, B or C (PMK 113/2012), by rank or equivalence
  tingkat_biaya text not null check (tingkat_biaya in ('A', 'B', 'C')),
  -- rows of the estimate: [{ komponen, uraian, kuantitas, satuan, tarif, jumlah, sumber }]
  estimasi jsonb not null,
  total bigint not null check (total >= 0),
  nomor_spd text,
  primary key (institution_id, sppd_id, urut),
  unique (institution_id, sppd_id, pegawai_id),
  foreign key (institution_id, sppd_id, sppd_created_at) references sppd (institution_id, id, created_at),
  foreign key (institution_id, pegawai_id) references pegawai (institution_id, id)
);
create index sppd_pelaksana_pegawai on sppd_pelaksana (institution_id, pegawai_id, sppd_id);
create index sppd_pelaksana_induk on sppd_pelaksana (institution_id, sppd_id, sppd_created_at);
select isolate_table('sppd_pelaksana', 'select, insert, update, delete');

-- A traveller's claim on days, from submission until release. Unpartitioned, because an exclusion cannot span partitions.
create table sppd_klaim (
  institution_id uuid not null references institutions (id),
  sppd_id uuid not null,
  pegawai_id uuid not null,
  periode daterange not null check (not isempty(periode)),
  primary key (institution_id, sppd_id, pegawai_id),
  foreign key (institution_id, pegawai_id) references pegawai (institution_id, id),
  constraint perjalanan_rangkap exclude using gist (institution_id with =, pegawai_id with =, periode with &&)
);
create index sppd_klaim_pegawai on sppd_klaim (institution_id, pegawai_id);
select isolate_table('sppd_klaim', 'select, insert, delete');

create table laporan_perjalanan (
  institution_id uuid not null references institutions (id),
  id uuid not null,
  created_at timestamptz not null,
  sppd_id uuid not null,
  sppd_created_at timestamptz not null,
  pegawai_id uuid not null,
  status text not null check (status in ('draft', 'dikirim', 'diterima')),
  tenggat date not null,
  isi jsonb not null default '{}',
  updated_at timestamptz not null default now(),
  primary key (institution_id, id, created_at),
  foreign key (institution_id, sppd_id, sppd_created_at) references sppd (institution_id, id, created_at),
  foreign key (institution_id, pegawai_id) references pegawai (institution_id, id),
  constraint laporan_waktu check (created_at = uuid_extract_timestamp(id))
) partition by range (created_at);
create index laporan_sppd on laporan_perjalanan (institution_id, sppd_id, sppd_created_at);
create index laporan_pegawai on laporan_perjalanan (institution_id, pegawai_id, status);
select isolate_table('laporan_perjalanan', 'select, insert, update');

create table approval_logs (
  institution_id uuid not null references institutions (id),
  id uuid not null,
  created_at timestamptz not null,
  sppd_id uuid not null,
  aksi text not null,
  dari text,
  ke text not null,
  oleh uuid not null,
  -- the level and capacity in which it was done: 4, 'Plh'
  level smallint,
  kapasitas text,
  catatan text,
  primary key (institution_id, id, created_at),
  foreign key (institution_id, oleh) references users (institution_id, id),
  constraint approval_logs_waktu check (created_at = uuid_extract_timestamp(id))
) partition by range (created_at);
create index approval_logs_created_at on approval_logs (institution_id, created_at);
create index approval_logs_sppd on approval_logs (institution_id, sppd_id, id);
create index approval_logs_oleh on approval_logs (institution_id, oleh);
-- the application may add to the log, never rewrite it
select isolate_table('approval_logs', 'select, insert');

-- Letter numbers: a template per kind (and unit), a counter per (kind, unit, year), and every number that was taken.
create table nomor_templat (
  institution_id uuid not null references institutions (id),
  jenis text not null check (jenis in ('st', 'spd')),
  unit_id uuid,
  templat text not null check (templat like '%{urut%'),
  unique nulls not distinct (institution_id, jenis, unit_id),
  foreign key (institution_id, unit_id) references unit_kerja (institution_id, id)
);
create index nomor_templat_unit on nomor_templat (institution_id, unit_id);
select isolate_table('nomor_templat', 'select');

create table nomor_urut (
  institution_id uuid not null references institutions (id),
  jenis text not null,
  unit_id uuid not null,
  tahun smallint not null,
  terakhir integer not null check (terakhir > 0),
  primary key (institution_id, jenis, unit_id, tahun),
  foreign key (institution_id, unit_id) references unit_kerja (institution_id, id)
);
create index nomor_urut_unit on nomor_urut (institution_id, unit_id);
select isolate_table('nomor_urut', 'select, insert, update');

create table nomor_surat (
  institution_id uuid not null references institutions (id),
  jenis text not null,
  unit_id uuid not null,
  tahun smallint not null,
  urut integer not null,
  nomor text not null,
  sppd_id uuid not null,
  -- a number of a cancelled letter stays taken, marked
  batal boolean not null default false,
  primary key (institution_id, jenis, unit_id, tahun, urut),
  foreign key (institution_id, unit_id) references unit_kerja (institution_id, id)
);
create unique index nomor_surat_nomor on nomor_surat (institution_id, jenis, tahun, nomor);
create index nomor_surat_sppd on nomor_surat (institution_id, sppd_id);
create index nomor_surat_unit on nomor_surat (institution_id, unit_id);
select isolate_table('nomor_surat', 'select, insert');
grant update (batal) on nomor_surat to serambi_app;

-- Fills a number template in one pass, so that what a token stands for is never taken for a token again.
-- Tokens: {urut} or {urut:03}, {jenis}, {unit}, {bulan}, {bulan_romawi}, {tahun}, {kode}.
-- The same as db/modules/sppd/rules/nomor.ts, and tested against it.
create function isi_nomor(templat text, urut integer, jenis text, unit text, kode text, tanggal date) returns text
  language sql immutable
  return (
    select string_agg(case
        when bagian[1] ~ '^\{urut:0[0-9]+\}$'
          then lpad(urut::text, greatest(substring(bagian[1] from '0([0-9]+)')::int, length(urut::text)), '0')
        when bagian[1] = '{urut}' then urut::text
        when bagian[1] = '{jenis}' then upper(jenis)
        when bagian[1] = '{unit}' then unit
        when bagian[1] = '{kode}' then kode
        when bagian[1] = '{bulan_romawi}' then btrim(to_char(tanggal, 'RM'))
        when bagian[1] = '{bulan}' then to_char(tanggal, 'MM')
        when bagian[1] = '{tahun}' then to_char(tanggal, 'YYYY')
        else bagian[1] end, '' order by letak)
      from regexp_matches(templat, '\{[^}]*\}|[^{]+|\{', 'g') with ordinality as potongan(bagian, letak));
grant execute on function isi_nomor(text, integer, text, text, text, date) to serambi_app, serambi_ops;

-- Sixteen letters and digits that read well aloud (no I, L, O, U): 80 bits, nobody guesses one.
create function kode_verifikasi() returns text language sql volatile as $$
  select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(acak, i) & 31) + 1, 1), '' order by i)
    from (select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) as acak) sumber, generate_series(0, 15) i
$$;
grant execute on function kode_verifikasi() to serambi_app, serambi_ops;

-- What was issued: the data frozen at that moment and, once rendered, the hashes of its two files.
create table dokumen (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  sppd_id uuid not null,
  sppd_created_at timestamptz not null,
  jenis text not null check (jenis in ('surat_tugas', 'spd')),
  -- the traveller of an SPD; a Surat Tugas names them all
  pegawai_id uuid,
  nomor text not null,
  tanggal date not null,
  kode text not null unique,
  status text not null default 'berlaku' check (status in ('berlaku', 'dibatalkan')),
  snapshot jsonb not null,
  -- folder of its files: {institution}/{tahun}/{bulan}/sppd/{user_id}/
  folder text not null,
  pdf_sha256 text check (pdf_sha256 ~ '^[0-9a-f]{64}$'),
  pdf_bytes integer,
  docx_sha256 text check (docx_sha256 ~ '^[0-9a-f]{64}$'),
  docx_bytes integer,
  rendered_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (institution_id, id),
  foreign key (institution_id, sppd_id, sppd_created_at) references sppd (institution_id, id, created_at),
  foreign key (institution_id, pegawai_id) references pegawai (institution_id, id),
  check ((pdf_sha256 is null) = (rendered_at is null) and (docx_sha256 is null) = (rendered_at is null))
);
create index dokumen_sppd on dokumen (institution_id, sppd_id, sppd_created_at);
create index dokumen_pegawai on dokumen (institution_id, pegawai_id);
select isolate_table('dokumen', 'select, insert');
-- frozen: the application may record the hashes and the cancellation, never the data
grant update (status, pdf_sha256, pdf_bytes, docx_sha256, docx_bytes, rendered_at) on dokumen to serambi_app;

-- What anyone who holds the code may see. NIPs keep their last four digits.
create function verify_document(wanted text) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public
  return (
    select jsonb_build_object(
      'kode', d.kode, 'jenis', d.jenis, 'nomor', d.nomor, 'tanggal', d.tanggal, 'status', d.status,
      'institusi', i.nama, 'institution_id', d.institution_id, 'sppd_id', d.sppd_id,
      'maksud', d.snapshot ->> 'maksud', 'tempat_tujuan', d.snapshot ->> 'tempat_tujuan',
      'tanggal_berangkat', d.snapshot ->> 'tanggal_berangkat', 'tanggal_kembali', d.snapshot ->> 'tanggal_kembali',
      'penandatangan', coalesce(d.snapshot #>> '{penandatangan,nama}', d.snapshot #>> '{ppk,nama}'),
      'pelaksana', (
        select jsonb_agg(jsonb_build_object('nama', p ->> 'nama', 'nip',
          case when length(p ->> 'nip') > 4 then repeat('•', length(p ->> 'nip') - 4) || right(p ->> 'nip', 4) end))
          from jsonb_array_elements(case jsonb_typeof(d.snapshot -> 'pelaksana')
            when 'array' then d.snapshot -> 'pelaksana' else jsonb_build_array(d.snapshot -> 'pelaksana') end) p),
      'pdf_sha256', d.pdf_sha256, 'docx_sha256', d.docx_sha256)
      from dokumen d join institutions i on i.id = d.institution_id
     where d.kode = wanted);
grant execute on function verify_document(text) to serambi_app;
