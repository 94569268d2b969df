import { parseDuration } from "./duration.ts";
import { readDelayExpression } from "./expression.ts";
import { type Headers, type KeptHeaders, readForwarded } from "./headers.ts";
import { Refusal } from "./refusal.ts";

/** What every message has to say about its deliveries, also one that is a callback. */
interface DeliverySpec {
  readonly method: string;
  /** Sent to the endpoint. */
  readonly header: KeptHeaders;
  /** An expression in milliseconds (expression.ts); null is the usual backoff. */
  readonly retryDelay: string | null;
  readonly delayMs: number;
  readonly timeoutMs: number;
}

/** Where a callback goes, and how. */
export interface CallbackSpec extends DeliverySpec {
  readonly url: string;
  /** Null: as many as the message it tells of. */
  readonly retries: number | null;
}

/** What a publish asks for beside destination and body. */
export interface PublishSpec extends DeliverySpec {
  readonly retries: number;
  /** Milliseconds since 1970; wins over the delay. */
  readonly notBefore: number | null;
  readonly callback: CallbackSpec | null;
  readonly failureCallback: CallbackSpec | null;
  readonly deduplicationId: string | null;
  readonly contentBasedDeduplication: boolean;
  readonly labels: readonly string[];
}

/** How a message is carried when its publisher says nothing. */
const usual: PublishSpec = {
  method: "POST",
  header: {},
  retries: 3,
  retryDelay: null,
  delayMs: 0,
  notBefore: null,
  timeoutMs: 30_000,
  callback: null,
  failureCallback: null,
  deduplicationId: null,
  contentBasedDeduplication: false,
  labels: [],
};

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const yearMs = 366 * 86_400_000;
const lastMoment = 8.64e15;

/**
 * Reads the `Upstash-*` headers of a publish (or of a batch entry, a schedule, a retry of a dead letter). What they leave open
 * is as in `base`. Throws `Refusal` for what makes no sense, and for what this queue does not have: a message that
 * ignored its queue or its rate would be a surprise.
 */
export function readPublishSpec(headers: Headers, base: PublishSpec = usual): PublishSpec {
  for (const name of ["upstash-queue-name", "upstash-flow-control-key"])
    if (headers[name] !== undefined) throw new Refusal(400, `${name} is not supported here`);
  const notBefore = readCount(headers, "upstash-not-before");
  if (notBefore !== undefined && notBefore * 1000 > lastMoment) throw new Refusal(400, "invalid upstash-not-before");
  const label = headers["upstash-label"];
  const contentBased = headers["upstash-content-based-deduplication"];
  return {
    ...readDelivery(headers, "upstash", base),
    retries: readCount(headers, "upstash-retries") ?? base.retries,
    notBefore: notBefore === undefined ? base.notBefore : notBefore * 1000,
    callback: readCallback(headers, "upstash-callback") ?? base.callback,
    failureCallback: readCallback(headers, "upstash-failure-callback") ?? base.failureCallback,
    deduplicationId: headers["upstash-deduplication-id"] ?? base.deduplicationId,
    contentBasedDeduplication: contentBased === undefined ? base.contentBasedDeduplication : contentBased === "true",
    labels: label === undefined ? base.labels : label.split(",").map((each) => each.trim()),
  };
}

/** Refuses a destination that is no URL with a scheme, in the service's words. */
export function checkDestination(destination: string): string {
  if (!/^https?:\/\//i.test(destination)) {
    throw new Refusal(400, "invalid destination url: endpoint has invalid scheme, add http:// or https://");
  }
  // oxlint-disable-next-line eslint/no-control-regex -- exactly these are what it is about
  if (/[\x00-\x20\x7f]/.test(destination) || !URL.canParse(destination)) {
    throw new Refusal(400, "invalid destination url: it cannot be parsed");
  }
  return destination;
}

/** The spec of a callback's own message. It needs the retries of the message it tells of. */
export function specOfCallback(callback: CallbackSpec, retries: number): PublishSpec {
  const { url: _, ...spec } = callback;
  const header = { "Content-Type": ["application/json"], ...spec.header };
  return { ...usual, ...spec, header, retries: spec.retries ?? retries };
}

function readCallback(headers: Headers, prefix: string): CallbackSpec | null {
  const url = headers[prefix];
  if (url === undefined) return null;
  return {
    url: checkDestination(url),
    ...readDelivery(headers, prefix, usual),
    retries: readCount(headers, `${prefix}-retries`) ?? null,
  };
}

function readDelivery(headers: Headers, prefix: string, base: DeliverySpec): DeliverySpec {
  const retryDelay = headers[`${prefix}-retry-delay`];
  if (retryDelay !== undefined) readDelayExpression(retryDelay);
  const contentType = prefix === "upstash" ? headers["content-type"] : undefined;
  return {
    method: readMethod(headers[`${prefix}-method`]) ?? base.method,
    header: {
      ...base.header,
      ...(contentType !== undefined && { "Content-Type": [contentType] }),
      ...readForwarded(headers, `${prefix}-forward-`),
    },
    retryDelay: retryDelay ?? base.retryDelay,
    delayMs: readDuration(headers, `${prefix}-delay`) ?? base.delayMs,
    timeoutMs: readDuration(headers, `${prefix}-timeout`) ?? base.timeoutMs,
  };
}

function readMethod(value: string | undefined): string | undefined {
  const method = value?.toUpperCase();
  if (method !== undefined && !methods.includes(method)) throw new Refusal(400, `invalid method: ${method}`);
  return method;
}

function readCount(headers: Headers, name: string): number | undefined {
  const value = headers[name];
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value)) throw new Refusal(400, `invalid ${name}: ${value}`);
  return Number(value);
}

function readDuration(headers: Headers, name: string): number | undefined {
  const value = headers[name];
  if (value === undefined) return undefined;
  const ms = parseDuration(value);
  if (ms === null || ms > yearMs) throw new Refusal(400, `invalid ${name}: ${value}`);
  return ms;
}
