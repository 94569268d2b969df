import { Problem } from "../../../db/core/problem.ts";
import type { PackedFile } from "../../../db/core/packed-files.ts";

/** A file as people get it: its bytes as they come, how many, and its entity tag. */
type StoredFile = Pick<R2ObjectBody, "body" | "size" | "httpEtag">;

/** A file as it lies in a store; null where there is none. `BERKAS_TIDAK_TERSEDIA` while the store cannot be read. */
export async function openFile(bucket: R2Bucket, key: string): Promise<StoredFile | null> {
  return await bucket.get(key).catch((cause: unknown) => {
    throw new Problem("BERKAS_TIDAK_TERSEDIA", { cause });
  });
}

/** A file that lies compressed, opened as it is read: never whole in memory, and as long as it was. */
export async function openPacked(bucket: R2Bucket, packed: PackedFile | null): Promise<StoredFile | null> {
  const stored = packed && (await openFile(bucket, packed.letak));
  if (!stored) return null;
  const body = stored.body
    .pipeThrough(new DecompressionStream("gzip"))
    .pipeThrough(new FixedLengthStream(packed.ukuran));
  return { body, size: packed.ukuran, httpEtag: packed.etag };
}
