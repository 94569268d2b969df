import * as z from "zod";
import type { Config } from "../../db/core/env.ts";
import type { DocumentRow } from "../../db/modules/sppd/reads/documents.ts";
import { JENIS_DOKUMEN } from "../../db/modules/sppd/rules/jenis-dokumen.ts";
import { skemaKuitansi } from "../../db/modules/sppd/snapshot-spj.ts";
import { linkTo } from "./links.ts";

const file = z.object({ url: z.url(), sha256: z.string() }).nullable();

/** An issued document as people get it; its files are null until they have been rendered. */
export const documentView = z.object({
  id: z.uuid(),
  jenis: z.enum(JENIS_DOKUMEN),
  /** Of a receipt, what it is for: the advance, or the trip once it is settled. */
  sifat: skemaKuitansi.shape.sifat.nullable(),
  nomor: z.string(),
  tanggal: z.iso.date(),
  status: z.enum(["berlaku", "dibatalkan"]),
  pelaksana: z.string().nullable(),
  verifikasi: z.url(),
  pdf: file,
  docx: file,
});

/**
 * Adds the links that expire to a document. Of one that was taken back there is only the PDF that says so, as soon as it has been
 * rendered.
 */
export async function toDocumentView(config: Config, row: DocumentRow): Promise<z.infer<typeof documentView>> {
  const linked = async (kind: "pdf" | "docx", sha256: string | null, ending = `.${kind}`) =>
    sha256 === null
      ? null
      : {
          url: await linkTo(config, {
            store: "documents",
            key: `${row.folder}${row.id}${ending}`,
            name: fileName(row, kind),
          }),
          sha256,
        };
  const { id, jenis, sifat, nomor, tanggal, status, pelaksana } = row;
  const stands = status === "berlaku";
  return {
    id,
    jenis,
    sifat,
    nomor,
    tanggal,
    status,
    pelaksana,
    verifikasi: `${config.PUBLIC_URL}/verify/${row.kode}`,
    pdf: stands ? await linked("pdf", row.pdf_sha256) : await linked("pdf", row.batal_sha256, "-batal.pdf"),
    docx: stands ? await linked("docx", row.docx_sha256) : null,
  };
}

/** "001_surat_tugas_0012-ST-FT-2026.pdf": what stands in their downloads in the order of issue. */
function fileName({ urut, jenis, sifat, nomor }: DocumentRow, kind: string): string {
  return `${String(urut).padStart(3, "0")}_${jenis}${sifat === null ? "" : `_${sifat}`}_${nomor.replace(/[^\w.-]+/g, "-")}.${kind}`;
}
