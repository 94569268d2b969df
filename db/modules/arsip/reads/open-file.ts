import { sha256Hex } from "../../../core/crypto.ts";
import { gunzip } from "../../../core/gzip.ts";
import { Problem } from "../../../core/problem.ts";
import type { ArchiveFile } from "./detail.ts";

/** The text of an archived order's file, which must be the one that was recorded. Throws `ARSIP_TIDAK_TERBACA`. */
export async function openArchiveFile(bucket: Pick<R2Bucket, "get">, { berkas, sha256 }: ArchiveFile): Promise<string> {
  try {
    const object = await bucket.get(berkas);
    if (!object) throw new Error(`the archive's file ${berkas} is not in the store`);
    const bytes = new Uint8Array(await object.arrayBuffer());
    if ((await sha256Hex(bytes)) !== sha256) throw new Error(`the archive's file ${berkas} is not what was recorded`);
    return new TextDecoder().decode(await gunzip(bytes));
  } catch (cause) {
    throw new Problem("ARSIP_TIDAK_TERBACA", { cause });
  }
}
