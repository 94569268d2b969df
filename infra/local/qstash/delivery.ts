import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { canonicalize, type KeptHeaders } from "./headers.ts";
import type { Message } from "./message.ts";
import { signDelivery } from "./signature.ts";

/** What an endpoint answered. Status 0: it could not be reached, or not in time; the body then says why. */
export interface EndpointReply {
  readonly status: number;
  readonly header: KeptHeaders;
  readonly body: Buffer;
}

/** The largest part of an endpoint's answer that is read. */
const keptBytes = 1024 * 1024;
/** A longer timer would fire at once. */
const longestTimeoutMs = 2 ** 31 - 1;
/** What belongs to one connection, and what this side says itself. */
const notForwarded = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Delivers a message once, signed, to exactly its URL. Every delivery has a connection of its own: a kept one that the
 * endpoint closes at that moment would fail a delivery for no reason.
 *
 * Never rejects, except with the reason of `stop`.
 */
export async function deliver(message: Message, signingKey: string, stop: AbortSignal): Promise<EndpointReply> {
  const timeout = AbortSignal.timeout(Math.min(message.spec.timeoutMs, longestTimeoutMs));
  try {
    return await send(message, describe(message, signingKey), AbortSignal.any([timeout, stop]));
  } catch (error) {
    stop.throwIfAborted();
    const reason = timeout.aborted
      ? `no answer within ${message.spec.timeoutMs} ms`
      : error instanceof Error
        ? error.message
        : String(error);
    return { status: 0, header: {}, body: Buffer.from(reason) };
  }
}

/** The first value of a reply's header, whatever the case of its name. */
export function readReplyHeader(reply: EndpointReply, name: string): string | undefined {
  return reply.header[canonicalize(name)]?.[0];
}

function describe(message: Message, signingKey: string): Record<string, string | string[]> {
  const { url, body, spec } = message;
  const forwarded = Object.entries(spec.header).filter(([name]) => !notForwarded.has(name.toLowerCase()));
  return {
    ...Object.fromEntries(forwarded),
    "User-Agent": "Upstash-QStash",
    "Content-Length": String(body.length),
    "Upstash-Message-Id": message.id,
    "Upstash-Retried": String(message.retried),
    "Upstash-Caller-Ip": message.callerIp,
    "Upstash-Signature": signDelivery(signingKey, url, body),
    ...(message.scheduleId !== null && { "Upstash-Schedule-Id": message.scheduleId }),
  };
}

function send(
  { url, body, spec }: Message,
  headers: Record<string, string | string[]>,
  signal: AbortSignal,
): Promise<EndpointReply> {
  return new Promise((resolve, reject) => {
    const request = new URL(url).protocol === "https:" ? requestHttps : requestHttp;
    const outgoing = request(url, { method: spec.method, headers, agent: false, signal }, (incoming) => {
      read(incoming).then(resolve, reject);
    });
    outgoing.on("error", reject);
    // An endpoint that wants another protocol says nothing more in this one: without a listener neither an answer, nor an
    // error, nor the timeout would ever come.
    outgoing.on("upgrade", (incoming, socket) => {
      socket.destroy();
      resolve(describeReply(incoming, Buffer.alloc(0)));
    });
    outgoing.end(body);
  });
}

async function read(incoming: IncomingMessage): Promise<EndpointReply> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= keptBytes) break;
  }
  return describeReply(incoming, Buffer.concat(chunks).subarray(0, keptBytes));
}

function describeReply(incoming: IncomingMessage, body: Buffer): EndpointReply {
  const header = Object.entries(incoming.headersDistinct).map(([name, values]): [string, string[]] => [
    canonicalize(name),
    values ?? [],
  ]);
  return { status: incoming.statusCode ?? 0, header: Object.fromEntries(header), body };
}
