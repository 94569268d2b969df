import type { EndpointReply } from "./delivery.ts";
import type { Message } from "./message.ts";

/** The body of a callback: what was sent, what was answered, how often it was tried, and where it lies if it was given up. */
export function writeCallback(message: Message, reply: EndpointReply, dlqId?: string): Buffer {
  const { spec } = message;
  return Buffer.from(
    JSON.stringify({
      status: reply.status,
      header: reply.header,
      body: reply.body.toString("base64"),
      retried: message.retried,
      maxRetries: spec.retries,
      sourceMessageId: message.id,
      topicName: "",
      endpointName: "",
      url: message.url,
      method: spec.method,
      sourceHeader: spec.header,
      sourceBody: message.body.toString("base64"),
      notBefore: String(message.notBefore),
      createdAt: String(message.createdAt),
      scheduleId: message.scheduleId ?? "",
      callerIP: message.callerIp,
      ...(dlqId !== undefined && { dlqId }),
    }),
  );
}
