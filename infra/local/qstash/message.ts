import type { PublishSpec } from "./headers.ts";

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

/** What an endpoint answered; status 0 when it could not be reached. */
export interface EndpointReply {
  readonly status: number;
  readonly header: Readonly<Record<string, string[]>>;
  readonly body: Buffer;
}

/** A message as the API shows it. */
export function showMessage(message: Message): Record<string, unknown> {
  const { spec } = message;
  return {
    messageId: message.id,
    url: message.url,
    method: spec.method,
    header: spec.header,
    ...showBody("body", message.body),
    maxRetries: spec.retries,
    notBefore: message.notBefore,
    createdAt: message.createdAt,
    ...(spec.retryDelay === null ? {} : { retryDelayExpression: spec.retryDelay }),
    callerIP: message.callerIp,
    ...(spec.callback ? { callback: spec.callback.url } : {}),
    ...(spec.failureCallback ? { failureCallback: spec.failureCallback.url } : {}),
    ...(message.scheduleId ? { scheduleId: message.scheduleId } : {}),
    ...(spec.label ? { label: spec.label.split(",")[0], labels: spec.label.split(",") } : {}),
  };
}

/** A body under `name` when it is UTF-8 text, else in base64 under `nameBase64`. */
export function showBody(name: string, body: Buffer): Record<string, string> {
  if (body.length === 0) return {};
  try {
    return { [name]: new TextDecoder("utf-8", { fatal: true }).decode(body) };
  } catch {
    return { [`${name}Base64`]: body.toString("base64") };
  }
}
