import { Agent, request, type IncomingHttpHeaders } from "node:http";
import { inject } from "vitest";

/** A request to the edge, byte for byte as told: no browser's or URL parser's tidying stands between. */
export interface Sent {
  readonly method: string;
  /** From the root, already encoded; sent as it is. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Sends the body in chunks, without saying beforehand how long it is. */
  readonly chunked?: boolean;
}

/** What came back. */
export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The text as JSON; null when it is none. */
  readonly json: Record<string, unknown> | null;
  /** The code of a problem; "-" of anything else. */
  readonly code: string;
}

// A connection each: the Worker leaves unread what it refuses, and such a connection is good for nothing more.
const agent = new Agent({ keepAlive: false, maxSockets: 32 });

/** Sends a request to the edge and reads the whole answer. */
export function send({ method, path, headers = {}, body, chunked = false }: Sent): Promise<Got> {
  const { hostname, port } = new URL(inject("stack").urls.edge);
  // Said outright: Node sends the body of a DELETE without saying how long it is.
  const framing = chunked
    ? { "transfer-encoding": "chunked" }
    : { "content-length": String(Buffer.byteLength(body ?? "")) };
  const length = body === undefined ? {} : framing;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { agent, hostname, port, method, path, headers: { ...length, ...headers } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          const json = jsonOf(text);
          const code = typeof json?.["code"] === "string" ? json["code"] : "-";
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json, code });
        });
      },
    );
    outgoing.on("error", reject);
    if (body === undefined) outgoing.end();
    else if (chunked) sendInChunks(outgoing, Buffer.from(body));
    else outgoing.end(body);
  });
}

function sendInChunks(outgoing: NodeJS.WritableStream, body: Buffer): void {
  for (let at = 0; at < body.length; at += 65_536) outgoing.write(body.subarray(at, at + 65_536));
  outgoing.end();
}

function jsonOf(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    return null;
  }
}
