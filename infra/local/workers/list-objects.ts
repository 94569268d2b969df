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

/**
 * Answers `?binding=…&prefix=…` with every file of that bucket below the prefix, read whole. Runs within workerd, beside the Worker
 * whose buckets they are: from outside, each read would go through a blocking proxy.
 */
export const objects = {
  async fetch({ url }: Request, env: Readonly<Record<string, unknown>>): Promise<Response> {
    const asked = new URL(url).searchParams;
    const bucket = env[asked.get("binding") ?? ""] as Bucket;
    const found: StoredObject[] = [];
    let cursor: string | undefined;
    do {
      const page = await bucket.list({ prefix: asked.get("prefix") ?? "", ...(cursor !== undefined && { cursor }) });
      for (const { key } of page.objects) {
        const bytes = await (await bucket.get(key))?.arrayBuffer();
        if (bytes) found.push({ key, bytes: bytes.byteLength, sha256: await hexHash(bytes) });
      }
      cursor = page.truncated ? page.cursor : undefined;
    } while (cursor !== undefined);
    return Response.json(found);
  },
};

async function hexHash(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
