import { sql } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordNotifications, tagsOfTold } from "../../notifications/actions/record.ts";
import { orderData, partiesOf } from "./tell.ts";

/** The hash and size of a rendered file. */
export interface RenderedFile {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Records the hashes of a document's files, once: what has been recorded is never changed. With the last of an order's letters
 * of a kind, the applicant and the travellers are told that they are there; of the papers of its settlement the step that issued them
 * has told. The order is locked before, so that of two that are
 * recorded at the same instant one sees the other.
 */
export async function recordRendered(
  work: Work,
  id: string,
  files: { pdf: RenderedFile; docx: RenderedFile },
): Promise<void> {
  const told = sql`select s.institution_id, orang.id as user_id, 1 as urut, 'info' as jenis, 'sppd.' || c.jenis || '_siap' as kode,
      ${orderData(sql`s`)} as data, '/sppd/' || s.id as tautan
    from change c join sppd s on s.id = c.sppd_id and s.created_at = c.sppd_created_at and s.status <> 'dibatalkan_terbit' and c.jenis in ('surat_tugas', 'spd'),
      lateral ${partiesOf(sql`s`)} orang
   where not exists (select from dokumen d where d.sppd_id = c.sppd_id and d.jenis = c.jenis and d.id <> c.id and d.rendered_at is null)`;
  await write(
    work,
    sql<Written<null>>`
    with change as (
      update dokumen set pdf_sha256 = ${files.pdf.sha256}, pdf_bytes = ${files.pdf.bytes}, docx_sha256 = ${files.docx.sha256},
          docx_bytes = ${files.docx.bytes}, rendered_at = now() where id = ${id} and rendered_at is null returning *
    ), ${recordNotifications(told, null)},
    bump as (${recordTags(sql`penerima`, tagsOfTold)})
    select ${writtenColumns(sql`'null'::jsonb`, { jobs: false, events: true })} from change`,
    [
      sql`select s.id from dokumen d join sppd s on s.id = d.sppd_id and s.created_at = d.sppd_created_at where d.id = ${id} for update of s`,
    ],
  );
}
