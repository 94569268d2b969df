import { xlsxType } from "../../db/core/xlsx.ts";
import { XlsxWriter } from "../../db/core/xlsx-writer.ts";

/** A row as it was sent, and why it was not taken. */
export interface FaultyLine {
  readonly texts: readonly string[];
  readonly reasons: string;
}

/** Stores rows that have errors, each with its reasons behind it: to be corrected and sent again. All cells are text. */
export async function storeFaultSheet(
  bucket: R2Bucket,
  key: string,
  headings: readonly string[],
  lines: AsyncIterable<FaultyLine>,
): Promise<void> {
  const pieces: Uint8Array[] = [];
  const columns = [...headings, "Keterangan"].map((heading) => ({ heading, width: 24 }));
  const writer = new XlsxWriter("Perbaiki", columns, (bytes) => pieces.push(bytes));
  for await (const { texts, reasons } of lines) writer.add([...texts, reasons]);
  writer.end();
  await bucket.put(key, await new Blob(pieces as BlobPart[]).arrayBuffer(), {
    httpMetadata: { contentType: xlsxType },
  });
}
