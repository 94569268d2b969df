/** A file in a bucket; the hash is of the bytes that lie there. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What is asked of a bucket. */
interface Bucket {
  list(options: {
    prefix: string;
    cursor?: string;
  }): Promise<{ objects: { key: string }[]; truncated: boolean; cursor?: string }>;
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
  put(key: string, bytes: ArrayBuffer, options: { httpMetadata: { contentType: string } }): Promise<unknown>;
}

/**
 * Answers `?binding=…&prefix=…` with every file of that bucket below the prefix, read whole; puts what is sent there (PUT
 * `?binding=…&key=…`). Runs within workerd, beside the Worker whose buckets they are: from outside, each read would go through a
 * blocking proxy, and a second writer would lose writes.
 */
export const objects = {
  async fetch(request: Request, env: Readonly<Record<string, unknown>>): Promise<Response> {
    const asked = new URL(request.url).searchParams;
    const bucket = env[asked.get("binding") ?? ""] as Bucket;
    if (request.method === "PUT") {
      const contentType = request.headers.get("content-type") ?? "application/octet-stream";
      await bucket.put(asked.get("key") ?? "", await request.arrayBuffer(), { httpMetadata: { contentType } });
      return Response.json(null);
    }
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
