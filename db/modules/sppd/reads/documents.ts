import { only, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import { JENIS_DOKUMEN, type JenisDokumen } from "../rules/jenis-dokumen.ts";
import type { Kuitansi } from "../snapshot-spj.ts";
import { byId, inScope } from "./scope.ts";

/** An issued document and, once rendered, where its files lie and what they hash to. */
export interface DocumentRow {
  readonly id: string;
  /** Its place among the order's documents as they were issued: the first is 1. */
  readonly urut: number;
  readonly jenis: JenisDokumen;
  /** Of a receipt, what it is for; null of everything else. */
  readonly sifat: Kuitansi["sifat"] | null;
  readonly nomor: string;
  readonly tanggal: string;
  readonly status: "berlaku" | "dibatalkan";
  readonly kode: string;
  readonly pelaksana: string | null;
  readonly folder: string;
  readonly rendered: boolean;
  readonly pdf_sha256: string | null;
  readonly docx_sha256: string | null;
  /** Of the stamped PDF, once the document was taken back. */
  readonly batal_sha256: string | null;
}

/** The documents of an order within somebody's reach, the letters first; `TIDAK_DITEMUKAN` otherwise. */
export async function readDocuments(work: Work, scope: Scope, id: string): Promise<DocumentRow[]> {
  const [[reached], rows] = await work.db.batch(work.institutionId, [
    sql<{ id: string }>`select s.id from sppd s where ${byId(id)} and ${inScope(scope)}`,
    sql<{
      data: DocumentRow[];
    }>`select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'urut', d.urut, 'jenis', d.jenis, 'sifat', d.snapshot ->> 'sifat', 'nomor', d.nomor, 'tanggal', d.tanggal,
        'status', d.status, 'kode', d.kode, 'pelaksana', (select nama_lengkap(g) from pegawai g where g.id = d.pegawai_id), 'folder', d.folder,
        'rendered', d.rendered_at is not null, 'pdf_sha256', d.pdf_sha256, 'docx_sha256', d.docx_sha256, 'batal_sha256', d.batal_sha256) 
          order by array_position(${JENIS_DOKUMEN}::text[], d.jenis), d.nomor, d.urut), '[]') as data
      from (select d.*, row_number() over (order by d.id) as urut from dokumen d where d.sppd_id = ${id}) d`,
  ]);
  if (!reached) throw new Problem("TIDAK_DITEMUKAN");
  return only(rows).data;
}
