import { Problem } from "../../db/core/problem.ts";
import { xlsxType, type SheetColumn } from "../../db/core/xlsx.ts";
import { XlsxWriter } from "../../db/core/xlsx-writer.ts";

/** A workbook to be filled in: a heading for each column, and whatever is typed below them stays the text that it is. */
export function emptyWorkbook(sheet: string, columns: readonly SheetColumn[]): Blob {
  const pieces: Uint8Array[] = [];
  new XlsxWriter(sheet, columns, (bytes) => pieces.push(bytes)).end();
  return new Blob(pieces as BlobPart[]);
}

/** A workbook that was stored; `BERKAS_TIDAK_TERSEDIA` while nobody can say, `BERKAS_SUDAH_DIHAPUS` once its time is over. */
export async function storedWorkbook(bucket: R2Bucket, key: string): Promise<ReadableStream> {
  const object = await bucket.get(key).catch((cause: unknown) => {
    throw new Problem("BERKAS_TIDAK_TERSEDIA", { cause });
  });
  if (!object) throw new Problem("BERKAS_SUDAH_DIHAPUS");
  return object.body;
}

/** Hands a workbook out, to be kept under this name (ASCII) and by nobody else. */
export function workbookFile(body: BodyInit, name: string): Response {
  return new Response(body, {
    headers: {
      "content-type": xlsxType,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "private, no-store",
    },
  });
}
