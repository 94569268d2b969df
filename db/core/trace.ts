const shape = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;

/** Where a request belongs in a trace (W3C Trace Context), and how long it waited for whom. */
export interface Trace {
  readonly traceId: string;
  readonly traceparent: string;
  /** Round trips by service, in the order they ended: `{ name: "db", ms: 3 }`. */
  readonly spans: { readonly name: string; readonly ms: number }[];
}

/** Continues the caller's trace, or begins one when its header is absent or malformed. */
export function continueTrace(header: string | null | undefined): Trace {
  return new LazyTrace(header);
}

/** Reads the header and draws ids when somebody asks for them: a warm read calls nobody, and hardly any is logged. */
class LazyTrace implements Trace {
  readonly spans: Trace["spans"] = [];
  readonly #header: string | null | undefined;
  #ids: Pick<Trace, "traceId" | "traceparent"> | undefined;

  constructor(header: string | null | undefined) {
    this.#header = header;
  }

  get traceId(): string {
    return (this.#ids ??= identify(this.#header)).traceId;
  }

  get traceparent(): string {
    return (this.#ids ??= identify(this.#header)).traceparent;
  }
}

function identify(header: string | null | undefined): Pick<Trace, "traceId" | "traceparent"> {
  const match = header ? shape.exec(header) : null;
  // One draw for both: 122 random bits, of which a span takes 62.
  const random = crypto.randomUUID().replaceAll("-", "");
  const traceId = match?.[1] ?? random;
  return { traceId, traceparent: `00-${traceId}-${random.slice(16)}-${match?.[2] ?? "01"}` };
}

/** Runs I/O and notes its duration. A Worker's clock stands still between I/O, so only I/O can be measured. */
export async function span<T>(trace: Trace, name: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  try {
    return await work();
  } finally {
    trace.spans.push({ name, ms: Date.now() - started });
  }
}

/** Round trips of a trace so far, by service: how many, and how long they took together. */
export function sumSpans(trace: Trace): Record<string, { n: number; ms: number }> {
  const services: Record<string, { n: number; ms: number }> = {};
  for (const { name, ms } of trace.spans) {
    const seen = (services[name] ??= { n: 0, ms: 0 });
    seen.n += 1;
    seen.ms += ms;
  }
  return services;
}
