import { sha256Hex } from "../../../db/core/crypto.ts";
import { gunzip } from "../../../db/core/gzip.ts";

/** A store, as far as what grows old needs one. */
export type Store = Pick<R2Bucket, "put" | "get">;

/**
 * Stores compressed bytes and reads them back: what lies there must open to something that hashes to `isiSha256`. Answers what they hash to
 * as they lie there. Throws where it is anything else.
 */
export async function storePacked(
  bucket: Store,
  key: string,
  packed: Uint8Array<ArrayBuffer>,
  isiSha256: string,
): Promise<string> {
  await bucket.put(key, packed, { httpMetadata: { contentType: "application/gzip" } });
  const object = await bucket.get(key);
  if (!object) throw new Error(`the file ${key} was stored and is not there`);
  const stored = new Uint8Array(await object.arrayBuffer());
  if ((await sha256Hex(await gunzip(stored))) !== isiSha256) throw new Error(`the file ${key} is not what was stored`);
  return await sha256Hex(stored);
}
