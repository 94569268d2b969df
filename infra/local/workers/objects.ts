import { createHash } from "node:crypto";

/** A file in a bucket; the hash is of the bytes that lie there. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What is asked of a bucket to tell what it holds. */
interface Bucket {
  list(options: {
    prefix: string;
    cursor?: string;
  }): Promise<{ objects: { key: string }[]; truncated: boolean; cursor?: string }>;
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
}

/** Every file of a bucket below a prefix, read whole. */
export async function listObjects(bucket: Bucket, prefix: string): Promise<StoredObject[]> {
  const found: StoredObject[] = [];
  let cursor: string | undefined;
  do {
    const page = await bucket.list({ prefix, ...(cursor !== undefined && { cursor }) });
    for (const { key } of page.objects) {
      const file = await bucket.get(key);
      if (!file) continue;
      const bytes = new Uint8Array(await file.arrayBuffer());
      found.push({ key, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
    }
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor !== undefined);
  return found;
}
