import { LRUCache } from "lru-cache";
import { etagOf } from "./etag.ts";
import { once } from "./flights.ts";
import { getFromKv, putIntoKv, type Kept } from "./kv.ts";
import { within } from "./patience.ts";
import { Problem } from "./problem.ts";

/** Where a cached answer came from. BYPASS: versions are unknown, so nothing may be taken from a cache. */
export type CacheState = "HIT" | "MISS" | "STALE" | "BYPASS";

/** A value to be read through the cache. */
export interface CachedRead {
  /** What it is and for whom, without versions, however long: `listOrders:<institution>:<scope>:<query>`. */
  readonly key: string;
  /** Versions of its tags, in order; null when they are not known. */
  readonly versions: readonly string[] | null;
  /** Seconds it counts as fresh; for as long again it is served while a new one is loaded. */
  readonly ttl: number;
  load(): Promise<string>;
}

/** Where a read looks behind the isolate's memory, and what keeps its work going after the answer (`waitUntil`). */
export interface Tiers {
  readonly kv: KVNamespace;
  /** Which code asks: what other code has put into KV may look different. */
  readonly release: string;
  readonly later: (promise: Promise<unknown>) => void;
}

/** A text with its entity tag, and where it came from. */
export interface Cached {
  readonly body: string;
  /** The same as bytes, where it was asked for before: a text is encoded anew for each response that is made of it. */
  readonly bytes?: Blob | undefined;
  readonly etag: string;
  readonly state: CacheState;
}

/**
 * Reads a value that changes seldom through the cache, for use inside a handler. The key names it without its
 * institution; its tags are those that the route declares under `reads`.
 */
export type Remember = <T>(key: string, ttl: number, load: () => Promise<T>) => Promise<T>;

/** What an entry takes beside its text and key: objects, and its place in two tables. */
const overhead = 300;
const sizeCalculation = ({ body }: { readonly body: string }, key: string) => body.length + key.length + overhead;

/** What memory keeps of a value: also whether it was loaded here, and nobody has asked for it again so far; of what somebody has, its bytes. */
interface Remembered extends Kept {
  alone: boolean;
  bytes?: Blob;
}

/** What one isolate may keep: payloads by size (and as much again for the bytes of what is in demand), so that it stays far below its 128 MB whatever is cached. */
const memory = new LRUCache<string, Remembered>({ maxSize: 16 * 1024 * 1024, sizeCalculation });
/** The newest of each key whatever its version: shown, marked STALE, when the database cannot be reached. */
const newest = new LRUCache<string, Omit<Kept, "freshUntil">>({ maxSize: 8 * 1024 * 1024, sizeCalculation });

const patienceMs = 5_000;

/** How many changes this isolate has made: without versions, a read that began before one is none for who comes after it. */
let changes = 0;

/** Tells that this isolate has changed something: whoever reads from now on joins no read that is under way unversioned. */
export function noteChange(): void {
  changes += 1;
}

/**
 * Reads through isolate memory, then KV, then `load`, which one request does for all that ask at the same time. A key
 * contains its tags' versions, so that a slow KV can never answer with what has been dropped. Versions are known before
 * a load begins: what is kept may be newer than its version, never older. Cache failures never fail a read.
 */
export async function readThrough(read: CachedRead, tiers: Tiers): Promise<Cached> {
  try {
    if (!read.versions) {
      const loaded = await patiently(
        read,
        once(`${read.key}@?${changes}`, () => load(read), tiers.later),
      );
      return { ...loaded, state: "BYPASS" };
    }
    const key = `${read.key}@${read.versions.join(".")}`;
    let kept = memory.get(key);
    if (!kept || !isServable(kept, read)) {
      const found = await patiently(
        read,
        once(key, () => refill(read, key, tiers), tiers.later),
      );
      ({ kept } = found);
      if (found.state === "MISS") return { body: kept.body, etag: kept.etag, state: "MISS" };
    }
    const { body, etag, freshUntil } = kept;
    const bytes = (kept.bytes ??= new Blob([body]));
    if (freshUntil > Date.now()) {
      if (kept.alone) share(kept, read, key, tiers);
      return { body, bytes, etag, state: "HIT" };
    }
    tiers.later(once(key, () => loadAndKeep(read, key), tiers.later).catch(() => undefined));
    return { body, bytes, etag, state: "STALE" };
  } catch (error) {
    const last = newest.get(read.key);
    if (last && error instanceof Problem && error.status === 503) return { ...last, state: "STALE" };
    throw error;
  }
}

/** Fresh, or past that for no longer than it was fresh. */
function isServable({ freshUntil }: Kept, { ttl }: CachedRead): boolean {
  return freshUntil + ttl * 1000 > Date.now();
}

/** Waits for what is loaded; where there is something older to show, not longer than a database may take that is not away. */
async function patiently<T>(read: CachedRead, loading: Promise<T>): Promise<T> {
  if (!newest.has(read.key)) return await loading;
  const loaded = await within(patienceMs, loading);
  if (loaded === "late") throw new Problem("BASIS_DATA_TIDAK_TERSEDIA");
  return loaded;
}

/** What one of several that ask at the same time found for all of them. */
interface Found {
  readonly kept: Remembered;
  readonly state: "HIT" | "MISS";
}

/** Takes a value from KV into memory, or loads it. */
async function refill(read: CachedRead, key: string, tiers: Tiers): Promise<Found> {
  // In memory it is when somebody else has loaded it while this one waited for a load that hung.
  const own = memory.get(key);
  const known = own ?? (await getFromKv(tiers.kv, `${tiers.release}:${key}`));
  if (!known || !isServable(known, read)) return await loadAndKeep(read, key);
  const kept = own ?? { ...known, alone: false };
  memory.set(key, kept);
  newest.set(read.key, kept);
  return { kept, state: "HIT" };
}

async function loadAndKeep(read: CachedRead, key: string): Promise<Found> {
  const kept: Remembered = { ...(await load(read)), freshUntil: Date.now() + read.ttl * 1000, alone: true };
  memory.set(key, kept);
  return { kept, state: "MISS" };
}

/** Gives KV what is asked for a second time: most pages never are, and a write costs ten times a read. */
function share(kept: Remembered, read: CachedRead, key: string, tiers: Tiers): void {
  kept.alone = false;
  tiers.later(putIntoKv(tiers.kv, `${tiers.release}:${key}`, kept, read.ttl * 2));
}

async function load(read: CachedRead): Promise<{ body: string; etag: string }> {
  const body = await read.load();
  const loaded = { body, etag: await etagOf(body) };
  newest.set(read.key, loaded);
  return loaded;
}
