/** One request as it goes over the wire, and which kind of traffic it belongs to. */
export interface PlannedRequest {
  readonly kind: string;
  /** Head and body, as HTTP/1.1 says them. */
  readonly text: string;
}

/** What the load generator is to do: so many connections, each asking again as soon as it is answered. */
export interface LoadPlan {
  /** On 127.0.0.1. */
  readonly port: number;
  readonly connections: number;
  /** Asked in turn, over and over, whichever connection is free. */
  readonly requests: readonly PlannedRequest[];
  readonly until: { readonly seconds: number } | { readonly requests: number };
  /** No more than so many requests a second, evenly; as fast as they are answered without it. */
  readonly perSecond?: number;
}

/** What became of one kind of request. */
export interface KindResult {
  readonly answers: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers by `X-Cache`; `-` without one. */
  readonly caches: Readonly<Record<string, number>>;
  /** Milliseconds from the last byte asked to the last byte answered. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number };
}

/** What became of a load. */
export interface LoadResult {
  readonly seconds: number;
  readonly answers: number;
  /** Connections that broke, or did not answer in 30 seconds. */
  readonly broken: number;
  /** Answers other than 2xx and 304, and broken connections. */
  readonly errors: number;
  readonly kinds: Readonly<Record<string, KindResult>>;
  /** Seconds of CPU that the generator itself took: near `seconds`, it is what was measured. */
  readonly generatorCpu: number;
}
