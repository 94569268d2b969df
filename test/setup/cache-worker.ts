// A Worker that does nothing but read through the cache, with values, durations and stores as a test wishes. Its clock stands
// still until it is told to go on: minutes pass at once, and no machine is too slow for a moment.
import { readThrough, type Tiers } from "../../db/core/cache.ts";
import { Problem } from "../../db/core/problem.ts";

/** One read: what the cache is asked, and what its load and its KV are like. */
export interface CacheQuestion {
  readonly key: string;
  readonly versions: readonly string[] | null;
  /** Seconds. */
  readonly ttl: number;
  /** How long (ms, by the Worker's clock) a load takes. */
  readonly takes?: number;
  /** How the loads of this key end that are numbered so, from one: a refusal, the database away, a defect, or never. */
  readonly fails?: Readonly<Record<number, "refused" | "away" | "defect" | "hangs">>;
  readonly release?: string;
  readonly kv?: "throws" | "hangs";
}

/** What the read came to; a load answers with its number. */
export interface CacheReply {
  readonly body: string | null;
  readonly etag: string | null;
  /** The cache's state, or the code of the problem, or `error`. */
  readonly state: string;
  /** Loads of this key so far. */
  readonly loads: number;
}

/** Reads so many keys that nobody asked for before, each with so many bytes of its own. */
export interface FillQuestion {
  readonly fill: number;
  readonly bytes: number;
}

/** Tells how often a key was asked for and loaded so far. */
export interface CountQuestion {
  readonly count: string;
}

/** What has come to a key so far. */
export interface CountReply {
  readonly asked: number;
  readonly loads: number;
}

/** Lets so many milliseconds pass. */
export interface ClockQuestion {
  readonly advance: number;
}

const loads = new Map<string, number>();
const asked = new Map<string, number>();
let filled = 0;
let now = Date.UTC(2026, 3, 6);
Date.now = () => now;

export default {
  async fetch(request: Request, env: { readonly CACHE: KVNamespace }, context: ExecutionContext): Promise<Response> {
    const later = (promise: Promise<unknown>) => context.waitUntil(promise);
    const question = await request.json<CacheQuestion | FillQuestion | CountQuestion | ClockQuestion>();
    if ("fill" in question) return Response.json(await fill(question));
    if ("advance" in question) return Response.json({ now: (now += question.advance) });
    if ("count" in question) return Response.json(soFar(question.count));
    const kv = question.kv ? strangeKv(question.kv) : env.CACHE;
    const { key, versions, ttl } = question;
    asked.set(key, soFar(key).asked + 1);
    const { body, etag, state } = await readThrough(
      { key, versions, ttl, load: () => load(question) },
      { kv, release: question.release ?? "r1", later },
    ).catch((error: unknown) => ({ body: null, etag: null, state: error instanceof Problem ? error.code : "error" }));
    return Response.json({ body, etag, state, loads: soFar(key).loads } satisfies CacheReply);
  },
};

function soFar(key: string): CountReply {
  return { asked: asked.get(key) ?? 0, loads: loads.get(key) ?? 0 };
}

async function load({ key, takes = 0, fails = {} }: CacheQuestion): Promise<string> {
  const number = soFar(key).loads + 1;
  loads.set(key, number);
  if (fails[number] === "hangs") await new Promise<never>(() => {});
  for (const until = now + takes; now < until;) await pass(5);
  if (fails[number] === "refused") throw new Problem("TIDAK_DITEMUKAN");
  if (fails[number] === "away") throw new Problem("BASIS_DATA_TIDAK_TERSEDIA");
  if (fails[number] === "defect") throw new Error("a defect");
  return String(number);
}

/**
 * No KV is there, and nothing goes on after the answer: what is asked here is what memory keeps, and the hash of KV's keys and
 * the runtime's list of what goes on would take longer than all else.
 */
const memoryAlone: Tiers = {
  kv: Object.defineProperty({} as KVNamespace, "getWithMetadata", {
    get(): never {
      throw absent;
    },
  }),
  release: "r1",
  later: () => undefined,
};
const absent = new Error("there is no KV");

async function fill({ fill: amount, bytes }: FillQuestion): Promise<{ filled: number }> {
  for (const end = filled + amount; filled < end;) {
    const keys = Array.from({ length: Math.min(500, end - filled) }, () => `fill:${filled++}`);
    const read = (key: string) =>
      readThrough({ key, versions: ["v1"], ttl: 60, load: () => Promise.resolve(key.padEnd(bytes, "x")) }, memoryAlone);
    await Promise.all(keys.map(read));
  }
  return { filled };
}

function strangeKv(kind: "throws" | "hangs"): KVNamespace {
  const behave = (): Promise<unknown> => {
    if (kind === "throws") throw new Error("KV is out of order");
    return new Promise(() => {});
  };
  return { getWithMetadata: behave, put: behave } as unknown as KVNamespace;
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
