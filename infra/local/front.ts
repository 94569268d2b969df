import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { Control, CountDetail, Fault, Service } from "./control.ts";
import { readTraceId } from "./control/counts.ts";
import { type FrontAnswer, type FrontRequest, type Reply, type Running, serveHttp } from "./http.ts";

export type { FrontAnswer, FrontRequest, Running } from "./http.ts";

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** A front: the HTTP server that stands for one cloud service. */
export interface FrontOptions {
  service: Service;
  /** On 127.0.0.1; 0 takes a free one. */
  port: number;
  control: Control;
  /** 16 MiB unless told. A longer body is answered 413. */
  maxBodyBytes?: number;
  handle(request: FrontRequest): Promise<FrontAnswer>;
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Where the service's SDK puts its caller's trace when it sends no `traceparent` of its own. May throw. */
  traceparent?(request: FrontRequest): string | undefined;
  /** Requests that are no traffic of the product, such as those of people who look: neither counted nor struck. */
  passes?(request: FrontRequest): boolean;
  /** What the request is, for the counters. May throw on a body that makes no sense. */
  count?(request: FrontRequest): CountDetail;
}

/**
 * Starts a front: every request is counted under its `traceparent`, struck by the fault that is set for it (if any),
 * and handled. What a fault breaks was still a round trip, so it is counted.
 */
export function startFront(options: FrontOptions): Promise<Running> {
  const { service, port, control, maxBodyBytes = MAX_BODY_BYTES, upgrade } = options;
  return serveHttp({
    port,
    maxBodyBytes,
    refuse: (status, message) => describeFailure(service, status, message),
    ...(upgrade && { upgrade }),
    async handle(request) {
      if (options.passes?.(request)) return await options.handle(request);
      control.count(service, traceOf(options, request), describeRequest(options, request));
      const fault = control.nextFault(service, request);
      if (fault?.when === "after") {
        const answer = await options.handle(request);
        control.faults.struck(fault.id);
        return (await strike(service, fault, request.signal)) ?? answer;
      }
      const struck = fault && (await strike(service, fault, request.signal));
      return struck ?? (await options.handle(request));
    },
  });
}

/** The trace a request belongs to; a body that makes no sense belongs to none. */
function traceOf(options: FrontOptions, request: FrontRequest): string | undefined {
  try {
    return readTraceId(request.headers.traceparent ?? options.traceparent?.(request));
  } catch {
    return undefined;
  }
}

/** The reply a fault puts in place of the real one; undefined when the request may go on. */
async function strike(service: Service, fault: Fault, signal: AbortSignal): Promise<Reply | undefined> {
  switch (fault.kind) {
    case "delay":
      try {
        await wait(fault.ms, undefined, { signal });
        return undefined;
      } catch {
        return "drop";
      }
    case "error":
      return describeFailure(service, fault.status, `fault injected: ${fault.id}`);
    default:
      return "drop";
  }
}

function describeRequest(options: FrontOptions, request: FrontRequest): CountDetail {
  const unknown = { operation: "unknown" };
  try {
    return options.count?.(request) ?? unknown;
  } catch {
    return unknown;
  }
}

/** A failure of the server itself, in the shape the service's SDK reads. */
function describeFailure(service: Service, status: number, message: string): FrontAnswer {
  const shapes = {
    neon: { message, code: null },
    upstash: { error: message },
    qstash: { error: message },
    mail: { statusCode: status, name: "application_error", message },
  };
  const wait: Record<string, string> = service === "mail" && status === 429 ? { "Retry-After": "1" } : {};
  return { status, headers: { "Content-Type": "application/json", ...wait }, body: JSON.stringify(shapes[service]) };
}
