import { createHash } from "node:crypto";

/** A store in memory, as far as what grows old needs one. */
export class MemoryStore {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();

  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
    this.files.set(key, bytes);
    return Promise.resolve({});
  }

  get(key: string): Promise<unknown> {
    const bytes = this.files.get(key);
    const httpEtag = `"${createHash("md5")
      .update(bytes ?? "")
      .digest("hex")}"`;
    return Promise.resolve(bytes ? { httpEtag, arrayBuffer: () => Promise.resolve(bytes.slice().buffer) } : null);
  }
}

/** The same as the product knows it. */
export const asBucket = (store: MemoryStore) => store as unknown as Pick<R2Bucket, "put" | "get">;

/** What a call comes to whose connection is cut. */
export const cut = () => Promise.reject(new Error("cut off"));
