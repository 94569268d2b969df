import type { PublishSpec } from "./spec.ts";

/** What is to be sent, before it has an id. */
export interface Draft {
  readonly url: string;
  readonly body: Buffer;
  readonly spec: PublishSpec;
  readonly scheduleId?: string;
}

/** A message on its way. Times in milliseconds on the queue's clock. */
export interface Message {
  readonly id: string;
  readonly url: string;
  readonly body: Buffer;
  readonly spec: PublishSpec;
  readonly createdAt: number;
  readonly notBefore: number;
  /** Deliveries that have failed. */
  readonly retried: number;
  readonly scheduleId: string | null;
  readonly callerIp: string;
}

/** A message as the tables keep it: bigint comes as text. */
export interface MessageRow {
  id: string;
  url: string;
  body: Buffer;
  spec: PublishSpec;
  created_at: string;
  not_before: string;
  retried: number;
  schedule_id: string | null;
  caller_ip: string;
}

export function readRow(row: MessageRow): Message {
  return {
    id: row.id,
    url: row.url,
    body: row.body,
    spec: row.spec,
    createdAt: Number(row.created_at),
    notBefore: Number(row.not_before),
    retried: row.retried,
    scheduleId: row.schedule_id,
    callerIp: row.caller_ip,
  };
}

/** A message as the API shows it. */
export function showMessage(message: Message): Record<string, unknown> {
  return {
    messageId: message.id,
    url: message.url,
    maxRetries: message.spec.retries,
    notBefore: message.notBefore,
    createdAt: message.createdAt,
    ...(message.scheduleId !== null && { scheduleId: message.scheduleId }),
    callerIP: message.callerIp,
    ...showSpec(message.spec),
    ...showBody("body", message.body),
  };
}

/** What messages and schedules show alike. */
export function showSpec({ method, header, ...spec }: PublishSpec): Record<string, unknown> {
  return {
    method,
    header,
    ...(spec.retryDelay !== null && { retryDelayExpression: spec.retryDelay }),
    ...(spec.callback && { callback: spec.callback.url }),
    ...(spec.failureCallback && { failureCallback: spec.failureCallback.url }),
    ...(spec.labels.length > 0 && { label: spec.labels[0], labels: spec.labels }),
  };
}

/** A body under `name` when it is UTF-8 text, else in base64 under `nameBase64`; nothing when it is empty. */
export function showBody(name: string, body: Buffer): Record<string, string> {
  if (body.length === 0) return {};
  try {
    return { [name]: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body) };
  } catch {
    return { [`${name}Base64`]: body.toString("base64") };
  }
}
