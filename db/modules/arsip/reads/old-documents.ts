import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";

/** A document whose files may lie compressed: where each lies, and what it was recorded to hash to. */
interface OldDocument {
  readonly id: string;
  readonly files: readonly { readonly key: string; readonly sha256: string }[];
}

const ofToday = sql`dokumen_lama(current_institution(), app_today())`;

/** So many documents of more than five years ago that were not looked at, in no order. */
export async function readOldDocuments(work: Work, most: number): Promise<OldDocument[]> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<OldDocument>`select d.id, (
        select jsonb_agg(jsonb_build_object('key', d.folder || d.id || f.akhiran, 'sha256', f.sha256))
          from (values ('.pdf', d.pdf_sha256), ('.docx', d.docx_sha256), ('-batal.pdf', d.batal_sha256)) f(akhiran, sha256)
         where f.sha256 is not null) as files
      from ${ofToday} d limit ${most}`,
  ]);
  return rows;
}

/** What a run would compress, and what has been so far, in numbers, as jsonb. */
export const documentsRehearsed: Query = sql`(select jsonb_build_object(
    'jumlah', (select count(*) from ${ofToday}),
    'byte', (select coalesce(sum(d.pdf_bytes + d.docx_bytes + coalesce(d.batal_bytes, 0)), 0) from ${ofToday} d),
    'dimampatkan', (select count(*) from berkas_mampat m where m.keadaan = 'mampat'),
    'hemat_byte', (select coalesce(sum(m.ukuran - m.ukuran_mampat), 0) from berkas_mampat m),
    'rusak', (select count(*) from berkas_mampat m where m.keadaan = 'rusak')))`;
