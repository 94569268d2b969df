import { sha256Hex } from "./crypto.ts";
import { etagOf } from "./etag.ts";
import { within } from "./patience.ts";

/** A text that a cache keeps, with its entity tag, and until when (ms) it counts as fresh. */
export interface Kept {
  readonly body: string;
  readonly etag: string;
  readonly freshUntil: number;
}

/** How long KV is waited for: it is there to be faster than the database. */
const patienceMs = 500;
/** KV keeps nothing for a shorter time. */
const leastSeconds = 60;

/** What KV keeps under a key; undefined when it is nothing, in pieces, late or an error. */
export async function getFromKv(kv: KVNamespace, key: string): Promise<Kept | undefined> {
  try {
    const found = await within(patienceMs, kv.getWithMetadata<Omit<Kept, "body">>(await shortened(key)));
    if (found === "late" || found.value === null || found.metadata === null) return undefined;
    const { value: body, metadata } = found;
    const { etag, freshUntil } = metadata;
    // The tag is the text's hash: what was cut short or altered on its way is none.
    return etag === (await etagOf(body)) && Number.isFinite(freshUntil) ? { body, etag, freshUntil } : undefined;
  } catch {
    return undefined;
  }
}

/** Gives KV a value to keep for so many seconds. It may refuse (its limits are a write a second for each key, and 25 MiB): nobody waits for it. */
export async function putIntoKv(kv: KVNamespace, key: string, kept: Kept, seconds: number): Promise<void> {
  const { body, etag, freshUntil } = kept;
  try {
    await kv.put(await shortened(key), body, {
      metadata: { etag, freshUntil },
      expirationTtl: Math.max(leastSeconds, seconds),
    });
  } catch {
    // The next who misses it will load it.
  }
}

/** KV takes keys of 512 bytes. The beginning stays readable: it says what it is and whose. */
async function shortened(key: string): Promise<string> {
  return `${key.slice(0, 100)}#${await sha256Hex(new TextEncoder().encode(key))}`;
}
