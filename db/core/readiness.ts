import type { Config } from "./env.ts";
import { connectDatabase, sql } from "./postgres.ts";
import { connectRedis } from "./redis.ts";
import { span, type Trace } from "./trace.ts";

/** What the platform stands on. */
export type Dependency = "postgres" | "redis" | "queue" | "cache" | "uploads" | "documents";

/** Whether a dependency answered, and how long that took. Nothing of where it is or what it said. */
export interface Probe {
  readonly ok: boolean;
  readonly ms: number;
}

/** The stores that a Worker reaches through its bindings. */
export interface Stores {
  readonly CACHE: KVNamespace;
  readonly UPLOADS: R2Bucket;
  readonly DOCUMENTS: R2Bucket;
}

/** Longer than anything here takes when it is well. */
const patienceMs = 3_000;

/** Asks every dependency the cheapest question it knows, all at once. Never throws. */
export async function probeDependencies(
  config: Config,
  trace: Trace,
  stores: Stores,
): Promise<Record<Dependency, Probe>> {
  const questions: Record<Dependency, () => Promise<unknown>> = {
    postgres: () => connectDatabase(config, trace).batch(null, [sql`select 1`]),
    redis: () => connectRedis(config, trace).ping(),
    queue: () => span(trace, "queue", () => askQueue(config, trace)),
    cache: () => stores.CACHE.get("readiness"),
    uploads: () => stores.UPLOADS.head("readiness"),
    documents: () => stores.DOCUMENTS.head("readiness"),
  };
  const probes = await Promise.all(
    Object.entries(questions).map(async ([name, ask]) => [name, await probe(ask)] as const),
  );
  return Object.fromEntries(probes) as Record<Dependency, Probe>;
}

async function probe(ask: () => Promise<unknown>): Promise<Probe> {
  const started = Date.now();
  const ok = await Promise.race([ask().then(yes, no), giveUp()]);
  return { ok, ms: Date.now() - started };
}

const yes = (): boolean => true;
const no = (): boolean => false;

function giveUp(): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), patienceMs);
  });
}

async function askQueue(config: Config, trace: Trace): Promise<void> {
  const response = await fetch(`${config.QSTASH_URL}/v2/keys`, {
    headers: { authorization: `Bearer ${config.QSTASH_TOKEN}`, traceparent: trace.traceparent },
    signal: AbortSignal.timeout(patienceMs),
  });
  // The answer is not needed, and a body that nobody reads holds its connection.
  await response.body?.cancel();
  if (!response.ok) throw new Error(`queue answered ${response.status}`);
}
