-- The papers of a trip's settlement stand beside its letters: frozen, rendered and verified as they are.
alter table dokumen drop constraint dokumen_jenis_check,
  add constraint dokumen_jenis_check check (jenis in
    ('surat_tugas', 'spd', 'adendum', 'kuitansi', 'laporan', 'rincian_biaya', 'pengeluaran_riil', 'pembatalan'));

-- As before, and of the papers whose signer is a superior: who that is.
create or replace function verify_document(wanted text) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public
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
