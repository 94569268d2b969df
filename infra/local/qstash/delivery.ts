import type { CallbackSpec, PublishSpec } from "./headers.ts";
import type { EndpointReply, Message } from "./message.ts";
import { signDelivery } from "./signature.ts";

/** The largest part of an endpoint's answer that is kept. */
const keptBytes = 1024 * 1024;

/** Delivers a message once, signed. An endpoint that cannot be reached in time answers status 0. */
export async function deliver(message: Message, signingKey: string): Promise<EndpointReply> {
  const { spec, url, body } = message;
  const headers = new Headers();
  for (const [name, values] of Object.entries(spec.header)) for (const value of values) headers.append(name, value);
  headers.set("User-Agent", "Upstash-QStash");
  headers.set("Upstash-Message-Id", message.id);
  headers.set("Upstash-Retried", String(message.retried));
  headers.set("Upstash-Caller-Ip", message.callerIp);
  headers.set("Upstash-Signature", signDelivery(signingKey, url, body));
  if (message.scheduleId) headers.set("Upstash-Schedule-Id", message.scheduleId);
  try {
    const response = await fetch(url, {
      method: spec.method,
      headers,
      ...(spec.method === "GET" ? {} : { body: new Uint8Array(body) }),
      redirect: "manual",
      signal: AbortSignal.timeout(spec.timeoutMs),
    });
    const header: Record<string, string[]> = {};
    response.headers.forEach((value, name) => (header[name] = [value]));
    return { status: response.status, header, body: Buffer.from(await response.arrayBuffer()).subarray(0, keptBytes) };
  } catch (error) {
    return { status: 0, header: {}, body: Buffer.from(error instanceof Error ? error.message : String(error)) };
  }
}

/** The body of a callback: what was sent, what was answered, and how often it was tried. */
export function callbackBody(message: Message, reply: EndpointReply, dlqId?: string): Buffer {
  return Buffer.from(
    JSON.stringify({
      status: reply.status,
      header: reply.header,
      body: reply.body.toString("base64"),
      retried: message.retried,
      maxRetries: message.spec.retries,
      sourceMessageId: message.id,
      topicName: "",
      endpointName: "",
      url: message.url,
      method: message.spec.method,
      sourceHeader: message.spec.header,
      sourceBody: message.body.toString("base64"),
      notBefore: String(message.notBefore),
      createdAt: String(message.createdAt),
      scheduleId: message.scheduleId ?? "",
      callerIP: message.callerIp,
      ...(dlqId === undefined ? {} : { dlqId }),
    }),
  );
}

/** How a callback is sent: a message like any other, with the retries of the one it tells of unless it has its own. */
export function callbackSpec(callback: CallbackSpec, message: Message): PublishSpec {
  return {
    method: callback.method,
    header: { "Content-Type": ["application/json"], ...callback.header },
    retries: callback.retries ?? message.spec.retries,
    retryDelay: null,
    delayMs: callback.delayMs,
    notBefore: null,
    timeoutMs: callback.timeoutMs,
    callback: null,
    failureCallback: null,
    deduplicationId: null,
    contentBasedDeduplication: false,
    label: null,
  };
}
