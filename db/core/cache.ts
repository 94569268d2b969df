import { LRUCache } from "lru-cache";
import { etagOf } from "./etag.ts";
import { Problem } from "./problem.ts";

/** Where a cached answer came from. BYPASS: versions are unknown, so nothing may be taken from a cache. */
export type CacheState = "HIT" | "MISS" | "STALE" | "BYPASS";

/** A value to be read through the cache. */
export interface CachedRead {
  /** What it is and for whom, without versions: `sppd.list:<institution>:<scope>:<query>`. */
  readonly key: string;
  /** Versions of its tags, in order; null when they are not known. */
  readonly versions: readonly string[] | null;
  /** Seconds it counts as fresh; for as long again it is served while a new one is loaded. */
  readonly ttl: number;
  load(): Promise<string>;
}

/** A text and its entity tag. */
interface Loaded {
  readonly body: string;
  readonly etag: string;
}

interface Entry extends Loaded {
  readonly freshUntil: number;
}

/**
 * Reads a value that changes seldom through the cache, for use inside a handler. The key names it without its
 * institution; its tags are those that the route declares under `reads`.
 */
export type Remember = <T>(key: string, ttl: number, load: () => Promise<T>) => Promise<T>;

/** How long a follower waits for the request that loads the same value, before it loads for itself. */
const followMs = 1_000;

/** What one isolate may keep: payloads by size, so that it stays far below its 128 MB whatever is cached. */
const memory = new LRUCache<string, Entry>({
  maxSize: 16 * 1024 * 1024,
  sizeCalculation: ({ body }, key) => body.length + key.length,
});
/** The newest body of each key whatever its version: shown, marked STALE, when the database cannot be reached. */
const newest = new LRUCache<string, Loaded>({
  maxSize: 8 * 1024 * 1024,
  sizeCalculation: ({ body }, key) => body.length + key.length,
});
const loading = new Map<string, Promise<Loaded>>();

/**
 * Reads through isolate memory, then KV, then `load`. A key contains its tags' versions, so that a slow KV can never
 * answer with what has been dropped. Cache failures never fail a read.
 */
export async function readThrough(
  read: CachedRead,
  tiers: { kv: KVNamespace; later: (promise: Promise<unknown>) => void },
): Promise<Loaded & { state: CacheState }> {
  try {
    if (!read.versions) return { ...(await remember(read)), state: "BYPASS" };
    const key = `${read.key}@${read.versions.join(".")}`;
    const known = memory.get(key) ?? (await fromKv(tiers.kv, key));
    if (known && known.freshUntil > Date.now()) return { ...known, state: "HIT" };
    const fresh = once(key, () => loadAndStore(read, key, tiers), tiers.later);
    if (!known) return { ...(await fresh), state: "MISS" };
    tiers.later(fresh.catch(() => undefined));
    return { ...known, state: "STALE" };
  } catch (error) {
    const last = newest.get(read.key);
    if (last !== undefined && error instanceof Problem && error.status === 503) return { ...last, state: "STALE" };
    throw error;
  }
}

/**
 * One load per key and isolate. The leader's promise is kept alive past its own request (`waitUntil`), and followers
 * wait only so long: a promise shared between requests hangs when the request that made it ends.
 */
async function once(
  key: string,
  load: () => Promise<Loaded>,
  later: (promise: Promise<unknown>) => void,
): Promise<Loaded> {
  const leader = loading.get(key);
  if (leader) {
    const followed = await Promise.race([leader.catch(() => null), wait(followMs)]);
    return followed ?? (await load());
  }
  const promise = load().finally(() => loading.delete(key));
  loading.set(key, promise);
  later(promise.catch(() => undefined));
  return await promise;
}

async function loadAndStore(
  read: CachedRead,
  key: string,
  tiers: { kv: KVNamespace; later: (promise: Promise<unknown>) => void },
) {
  const entry: Entry = { ...(await remember(read)), freshUntil: Date.now() + read.ttl * 1000 };
  memory.set(key, entry);
  // KV keeps a minute at the least; what is served is decided by `freshUntil`.
  const put = tiers.kv.put(key, JSON.stringify(entry), { expirationTtl: Math.max(60, read.ttl * 2) });
  tiers.later(put.catch(() => undefined));
  return entry;
}

async function remember(read: CachedRead): Promise<Loaded> {
  const body = await read.load();
  const loaded = { body, etag: await etagOf(body) };
  newest.set(read.key, loaded);
  return loaded;
}

async function fromKv(kv: KVNamespace, key: string): Promise<Entry | undefined> {
  try {
    const entry = await kv.get<Entry>(key, "json");
    if (!entry) return undefined;
    memory.set(key, entry);
    return entry;
  } catch {
    return undefined;
  }
}

function wait(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), ms);
  });
}
