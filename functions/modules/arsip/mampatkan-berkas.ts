import { sha256Hex } from "../../../db/core/crypto.ts";
import { gzip } from "../../../db/core/gzip.ts";
import { beginPacking, recordPacked } from "../../../db/core/packed-files.ts";
import type { Work } from "../../../db/core/work.ts";
import { logFault } from "../../runner/log.ts";
import { storePacked, type Store } from "./simpan-mampat.ts";

/**
 * Has a file lie compressed: copies it under a key of the copy's own, reads the copy back, verifies it, and lets the original go. Whatever is
 * cut off leaves the file as it was, and a copy that goes after a day. What is not what was recorded stays as it is, and is on record for it.
 */
export async function packFile(work: Work, bucket: Store, file: { key: string; sha256: string }): Promise<void> {
  const letak = `${file.key}.${crypto.randomUUID()}.gz`;
  if (await beginPacking(work, file.key, letak)) return;
  const object = await bucket.get(file.key);
  const bytes = object && new Uint8Array(await object.arrayBuffer());
  if (!bytes || (await sha256Hex(bytes)) !== file.sha256) {
    logFault("arsip.mampatkan", work.trace, new Error(`the file ${file.key} is not what was recorded`));
    return await recordPacked(work, file.key, { keadaan: "rusak" });
  }
  const packed = await gzip(bytes);
  if (packed.length >= bytes.length) return await recordPacked(work, file.key, { keadaan: "utuh" });
  await storePacked(bucket, letak, packed, file.sha256);
  const sizes = { ukuran: bytes.length, ukuranMampat: packed.length };
  await recordPacked(work, file.key, { keadaan: "mampat", letak, etag: object.httpEtag, ...sizes });
}
