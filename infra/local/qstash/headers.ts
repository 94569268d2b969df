import { parseDuration } from "./duration.ts";
import { readDelayExpression } from "./expression.ts";
import { Refusal } from "./refusal.ts";

/** Headers by lower-case name. */
export type Headers = Readonly<Record<string, string>>;
/** Headers as they are kept: canonical names, several values each. */
export type KeptHeaders = Record<string, string[]>;

/** Where a callback goes, and how. Undefined retries are those of the message. */
export interface CallbackSpec {
  readonly url: string;
  readonly method: string;
  readonly header: KeptHeaders;
  readonly retries: number | null;
  readonly delayMs: number;
  readonly timeoutMs: number;
}

/** What a publish asks for beside destination and body. */
export interface PublishSpec {
  readonly method: string;
  readonly header: KeptHeaders;
  readonly retries: number;
  /** An expression over `retried`, in milliseconds; the usual backoff without one. */
  readonly retryDelay: string | null;
  readonly delayMs: number;
  /** Milliseconds since 1970; wins over the delay. */
  readonly notBefore: number | null;
  readonly timeoutMs: number;
  readonly callback: CallbackSpec | null;
  readonly failureCallback: CallbackSpec | null;
  readonly deduplicationId: string | null;
  readonly contentBasedDeduplication: boolean;
  readonly label: string | null;
}

/** The longest a delivery is waited for when the message does not say. */
const patienceMs = 30_000;
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Reads the `Upstash-*` headers of a publish (or of a batch entry). Throws `Refusal` for what makes no sense. */
export function readPublishSpec(headers: Headers): PublishSpec {
  const notBefore = headers["upstash-not-before"];
  const retryDelay = headers["upstash-retry-delay"] ?? null;
  if (retryDelay !== null) readDelayExpression(retryDelay);
  return {
    method: readMethod(headers["upstash-method"]),
    header: forwarded(headers, "upstash-forward-"),
    retries: readCount(headers["upstash-retries"], "Upstash-Retries") ?? 3,
    retryDelay,
    delayMs: readDuration(headers["upstash-delay"], "Upstash-Delay") ?? 0,
    notBefore: notBefore === undefined ? null : (readCount(notBefore, "Upstash-Not-Before") ?? 0) * 1000,
    timeoutMs: readDuration(headers["upstash-timeout"], "Upstash-Timeout") ?? patienceMs,
    callback: readCallback(headers, "upstash-callback"),
    failureCallback: readCallback(headers, "upstash-failure-callback"),
    deduplicationId: headers["upstash-deduplication-id"] ?? null,
    contentBasedDeduplication: headers["upstash-content-based-deduplication"] === "true",
    label: headers["upstash-label"] ?? null,
  };
}

/** Refuses a destination that is no URL with a scheme, in the service's words. */
export function checkDestination(destination: string): string {
  if (!/^https?:\/\//i.test(destination)) {
    throw new Refusal(400, "invalid destination url: endpoint has invalid scheme, add http:// or https://");
  }
  if (!URL.canParse(destination)) throw new Refusal(400, "invalid destination url: it cannot be parsed");
  return destination;
}

function readCallback(headers: Headers, prefix: string): CallbackSpec | null {
  const url = headers[prefix];
  if (url === undefined) return null;
  return {
    url: checkDestination(url),
    method: readMethod(headers[`${prefix}-method`]),
    header: forwarded(headers, `${prefix}-forward-`, false),
    retries: readCount(headers[`${prefix}-retries`], `${prefix}-retries`) ?? null,
    delayMs: readDuration(headers[`${prefix}-delay`], `${prefix}-delay`) ?? 0,
    timeoutMs: readDuration(headers[`${prefix}-timeout`], `${prefix}-timeout`) ?? patienceMs,
  };
}

function forwarded(headers: Headers, prefix: string, contentType = true): KeptHeaders {
  const kept: KeptHeaders = {};
  if (contentType && headers["content-type"] !== undefined) kept["Content-Type"] = [headers["content-type"]];
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(prefix)) kept[canonical(name.slice(prefix.length))] = [value];
  }
  return kept;
}

/** `x-my-header` → `X-My-Header`, as Go writes header names. */
function canonical(name: string): string {
  return name.toLowerCase().replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

function readMethod(value: string | undefined): string {
  const method = (value ?? "POST").toUpperCase();
  if (!methods.includes(method)) throw new Refusal(400, `invalid method: ${method}`);
  return method;
}

function readCount(value: string | undefined, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,12}$/.test(value)) throw new Refusal(400, `invalid ${name}: ${value}`);
  return Number(value);
}

function readDuration(value: string | undefined, name: string): number | undefined {
  if (value === undefined) return undefined;
  const ms = parseDuration(value);
  if (ms === null) throw new Refusal(400, `invalid ${name}: ${value}`);
  return ms;
}
