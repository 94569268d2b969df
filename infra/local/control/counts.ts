/** The clouds whose traffic is counted; `mail` is whoever takes mails. */
export const SERVICES = ["neon", "upstash", "qstash", "mail"] as const;
export type Service = (typeof SERVICES)[number];

/** What one request was: its kind, and how many statements or commands it carried. */
export interface CountDetail {
  operation: string;
  statements?: number;
  commands?: number;
}

/** Sums over the requests of one trace. `operations` counts requests by kind. */
export interface ServiceCounts {
  requests: number;
  statements: number;
  commands: number;
  operations: Record<string, number>;
}

export type TraceCounts = Record<Service, ServiceCounts>;

/** Where requests without a valid `traceparent` are counted. */
const UNTRACED = "untraced";

const MAX_TRACES = 10_000;
// Kinds come from what clients send, so their number must be bounded too.
const MAX_OPERATIONS = 50;

/** Round trips by trace id. Keeps the 10,000 traces used last. */
export class Counts {
  #traces = new Map<string, TraceCounts>();

  add(service: Service, traceId: string | undefined, detail: CountDetail): void {
    const key = traceId ?? UNTRACED;
    const counts = this.#traces.get(key) ?? noCounts();
    // A Map iterates in insertion order: deleting and setting again keeps the oldest trace first.
    this.#traces.delete(key);
    this.#traces.set(key, counts);
    const sum = counts[service];
    sum.requests += 1;
    sum.statements += detail.statements ?? 0;
    sum.commands += detail.commands ?? 0;
    const known = Object.hasOwn(sum.operations, detail.operation);
    const operation = known || Object.keys(sum.operations).length < MAX_OPERATIONS ? detail.operation : "other";
    sum.operations[operation] = (Object.hasOwn(sum.operations, operation) ? (sum.operations[operation] ?? 0) : 0) + 1;
    if (this.#traces.size > MAX_TRACES) {
      const oldest = this.#traces.keys().next();
      if (!oldest.done) this.#traces.delete(oldest.value);
    }
  }

  /** A copy; all zero for a trace that was never seen. */
  of(traceId: string): TraceCounts {
    return structuredClone(this.#traces.get(traceId.toLowerCase()) ?? noCounts());
  }

  clear(): void {
    this.#traces.clear();
  }
}

function noCounts(): TraceCounts {
  const none = (): ServiceCounts => ({ requests: 0, statements: 0, commands: 0, operations: {} });
  return { neon: none(), upstash: none(), qstash: none(), mail: none() };
}

/** The trace-id of a W3C `traceparent` header, in lower case; undefined when there is none or it is malformed. */
export function readTraceId(traceparent: string | string[] | undefined): string | undefined {
  if (typeof traceparent !== "string") return undefined;
  const match = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/i.exec(traceparent.trim());
  const traceId = match?.[1]?.toLowerCase();
  // All zeroes means "no trace" in the W3C recommendation.
  return traceId === undefined || /^0+$/.test(traceId) ? undefined : traceId;
}
