-- The papers of a trip's settlement stand beside its letters: frozen, rendered and verified as they are.
alter table dokumen drop constraint dokumen_jenis_check,
  add constraint dokumen_jenis_check check (jenis in
    ('surat_tugas', 'spd', 'adendum', 'kuitansi', 'laporan', 'rincian_biaya', 'pengeluaran_riil', 'pembatalan'));

-- As before, and of the papers whose signer is a superior: who that is.
create or replace function verify_document(wanted text) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  return (
    select jsonb_build_object(
      'kode', d.kode, 'jenis', d.jenis, 'nomor', d.nomor, 'tanggal', d.tanggal, 'status', d.status,
      'institusi', i.nama, 'institution_id', d.institution_id, 'sppd_id', d.sppd_id,
      'maksud', d.snapshot ->> 'maksud', 'tempat_tujuan', d.snapshot ->> 'tempat_tujuan',
      'tanggal_berangkat', d.snapshot ->> 'tanggal_berangkat', 'tanggal_kembali', d.snapshot ->> 'tanggal_kembali',
      'penandatangan', coalesce(d.snapshot #>> '{penandatangan,nama}', d.snapshot #>> '{atasan,nama}', d.snapshot #>> '{ppk,nama}'),
      'pelaksana', (
        select jsonb_agg(jsonb_build_object('nama', p ->> 'nama', 'nip',
          case when length(p ->> 'nip') > 4 then repeat('•', length(p ->> 'nip') - 4) || right(p ->> 'nip', 4) end))
          from jsonb_array_elements(case jsonb_typeof(d.snapshot -> 'pelaksana')
            when 'array' then d.snapshot -> 'pelaksana' else jsonb_build_array(d.snapshot -> 'pelaksana') end) p),
      'pdf_sha256', d.pdf_sha256, 'docx_sha256', d.docx_sha256)
      from dokumen d join institutions i on i.id = d.institution_id
     where d.kode = wanted);

-- An institution's own Word template for a kind of letter: the DOCX of letters issued while it stands is made from it. One stands at a
-- time; those before it stay, because letters were made from them.
create table templat_surat (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  jenis text not null check (jenis in ('surat_tugas', 'spd')),
  nama text not null check (length(nama) between 1 and 150),
  kunci text not null check (starts_with(kunci, institution_id::text || '/')),
  ukuran integer not null check (ukuran between 1 and 2097152),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  oleh uuid not null,
  created_at timestamptz not null default now(),
  berlaku boolean not null default true,
  primary key (institution_id, id),
  unique (institution_id, kunci),
  foreign key (institution_id, oleh) references users (institution_id, id)
);
create unique index templat_surat_berlaku on templat_surat (institution_id, jenis) where berlaku;
create index templat_surat_oleh on templat_surat (institution_id, oleh);
select isolate_table('templat_surat', 'select, insert');
grant update (berlaku) on templat_surat to serambi_app;

alter table dokumen add templat_id uuid,
  add foreign key (institution_id, templat_id) references templat_surat (institution_id, id);
create index dokumen_templat on dokumen (institution_id, templat_id) where templat_id is not null;
