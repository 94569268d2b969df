import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";

/** The hash and size of a rendered file. */
export interface RenderedFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** Records the hashes of a document's files, once: what has been recorded is never changed. */
export async function recordRendered(
  work: Work,
  id: string,
  files: { pdf: RenderedFile; docx: RenderedFile },
): Promise<void> {
  await work.db.batch(work.institutionId, [
    sql`update dokumen set pdf_sha256 = ${files.pdf.sha256}, pdf_bytes = ${files.pdf.bytes}, docx_sha256 = ${files.docx.sha256},
        docx_bytes = ${files.docx.bytes}, rendered_at = now() where id = ${id} and rendered_at is null`,
  ]);
}
