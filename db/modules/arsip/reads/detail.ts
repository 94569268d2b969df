import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import type { DocumentRow } from "../../sppd/reads/documents.ts";
import { inArchiveScope } from "./scope.ts";

/** The file in which an archived order lies whole. */
export interface ArchiveFile {
  readonly berkas: string;
  readonly sha256: string;
}

/** An archived order as the database knows it, with where the rest lies. */
export interface ArchivedOrder extends ArchiveFile {
  readonly ringkas: Readonly<Record<string, unknown>>;
  /** Of what a receipt is for, its row in the file knows. */
  readonly dokumen: readonly Omit<DocumentRow, "sifat">[];
}

/** An archived order within somebody's reach; `TIDAK_DITEMUKAN` otherwise. One round trip. */
export async function readArchived(work: Work, scope: Scope, id: string): Promise<ArchivedOrder> {
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{ data: ArchivedOrder }>`select jsonb_build_object('berkas', a.berkas, 'sha256', a.sha256,
        'ringkas', jsonb_build_object('id', a.id, 'status', a.status, 'tahun', extract(year from uuid_extract_timestamp(a.id) at time zone 'UTC'),
          'tahun_anggaran', a.tahun_anggaran, 'maksud', a.maksud, 'tempat', a.tempat, 'tanggal_berangkat', a.tanggal_berangkat,
          'tanggal_kembali', a.tanggal_kembali, 'nomor_st', a.nomor_st, 'total_estimasi', a.total_estimasi, 'realisasi', a.realisasi,
          'unit', (select u.nama from unit_kerja u where u.id = a.unit_id), 'pemohon', (select u.nama from users u where u.id = a.user_id),
          'diarsipkan_pada', a.diarsipkan_pada, 'ukuran', a.ukuran, 'sha256', a.sha256,
          'pelaksana', coalesce((select jsonb_agg(jsonb_build_object('pegawai_id', p.pegawai_id, 'nama', p.nama, 'nomor_spd', p.nomor_spd) order by p.urut)
            from arsip_pelaksana p where p.arsip_id = a.id), '[]'),
          'tahanan', (select jsonb_build_object('alasan', t.alasan, 'oleh', u.nama, 'sejak', t.sejak)
            from arsip_tahanan t join users u on u.id = t.oleh where t.sppd_id = a.id),
          'jejak', coalesce((select jsonb_agg(jsonb_build_object('aksi', j.aksi, 'oleh', coalesce(u.nama, 'Sistem'), 'pada', j.created_at, 'alasan', j.alasan) order by j.id)
            from arsip_jejak j left join users u on u.id = j.oleh where j.sppd_id = a.id), '[]')),
        'dokumen', coalesce((select jsonb_agg(to_jsonb(d) || jsonb_build_object('rendered', true) order by d.urut) from (
          select d.*, row_number() over (order by d.id) as urut from arsip_dokumen d where d.arsip_id = a.id) d), '[]')) as data
      from arsip a where a.id = ${id}::uuid and ${inArchiveScope(scope)}`,
  ]);
  if (!row) throw new Problem("TIDAK_DITEMUKAN");
  return row.data;
}
