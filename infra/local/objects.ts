import type { FrontAnswer, FrontRequest } from "./front.ts";
import type { BucketName } from "./workers/calls.ts";
import type { StoredObject } from "./workers/list-objects.ts";

/** The buckets as their owner sees them, once the Workers run. */
export class ObjectStore {
  /** Set by the stack when the Workers run. */
  list: ((bucket: BucketName, prefix: string) => Promise<StoredObject[]>) | undefined;

  /**
   * The control port's `GET /objects/{documents|uploads}/{prefix}`: `{"objects": [{"key", "bytes", "sha256"}]}`, read from the
   * bucket itself; 409 when only the services run. Undefined for every other request.
   */
  async answer({ method, url }: FrontRequest): Promise<FrontAnswer | undefined> {
    const [, bucket, prefix = ""] = /^\/objects\/(documents|uploads)\/(.*)$/.exec(url) ?? [];
    if (method !== "GET" || (bucket !== "documents" && bucket !== "uploads")) return undefined;
    if (!this.list) return json(409, { error: "the Workers are not running" });
    return json(200, { objects: await this.list(bucket, decodeURIComponent(prefix)) });
  }
}

function json(status: number, body: unknown): FrontAnswer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
