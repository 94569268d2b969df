import type { FrontAnswer, FrontRequest } from "./front.ts";
import type { BucketName, SentObject } from "./workers/calls.ts";
import type { StoredObject } from "./workers/list-objects.ts";

/** The buckets as their owner sees them, once the Workers run. */
export class ObjectStore {
  /** Set by the stack when the Workers run. */
  list: ((bucket: BucketName, prefix: string) => Promise<StoredObject[]>) | undefined;
  put: ((bucket: BucketName, key: string, file: SentObject) => Promise<void>) | undefined;

  /**
   * The control port's `GET /objects/{documents|uploads}/{prefix}`: `{"objects": [{"key", "bytes", "sha256"}]}`, read from the
   * bucket itself, and `PUT /objects/{documents|uploads}/{key}`, which puts its body there; 409 when only the services run. Undefined
   * for every other request.
   */
  async answer({ method, url, headers, body }: FrontRequest): Promise<FrontAnswer | undefined> {
    const [, bucket, place = ""] = /^\/objects\/(documents|uploads)\/(.*)$/.exec(url) ?? [];
    if ((method !== "GET" && method !== "PUT") || (bucket !== "documents" && bucket !== "uploads")) return undefined;
    if (!this.list || !this.put) return json(409, { error: "the Workers are not running" });
    const key = decodeURIComponent(place);
    if (method === "GET") return json(200, { objects: await this.list(bucket, key) });
    const type = headers["content-type"] ?? "application/octet-stream";
    await this.put(bucket, key, { base64: body.toString("base64"), type });
    return json(200, { key });
  }
}

/** Puts PDFs among what was uploaded, through the control port at this address. */
export function keepUpload(controlUrl: string): (key: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void> {
  return async (key, body) => {
    const headers = { "content-type": "application/pdf" };
    const response = await fetch(`${controlUrl}/objects/uploads/${encodeURIComponent(key)}`, {
      method: "PUT",
      headers,
      body,
    });
    if (!response.ok) throw new Error(`the control port answered ${response.status}: ${await response.text()}`);
  };
}

function json(status: number, body: unknown): FrontAnswer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
