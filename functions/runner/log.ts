import { sumSpans, type Trace } from "../../db/core/trace.ts";
import type { Delivery } from "./delivery.ts";

/** What was delivered, for the one line that is logged of it. Ids, nothing personal. */
export interface DeliveryLog {
  readonly path: string;
  readonly retried: number;
  /** Once it is known. */
  delivery?: Delivery;
}

/** Writes the line of a delivery: what it was, what it came to, round trips by service. */
export function logDelivery(
  log: DeliveryLog,
  trace: Trace,
  end: { outcome: string; status: number; ms: number },
): void {
  console.log(JSON.stringify({ at: "delivery", ...log, ...end, trace: trace.traceId, ...sumSpans(trace) }));
}

/** Logs what went wrong, for us: message, cause and place, with the trace that the delivery's line has too. */
export function logFault(at: string, trace: Trace, error: unknown): void {
  const told =
    error instanceof Error
      ? { error: error.message, cause: error.cause instanceof Error ? error.cause.message : "", stack: error.stack }
      : { error: String(error) };
  console.error(JSON.stringify({ at: "fault", in: at, trace: trace.traceId, ...told }));
}
