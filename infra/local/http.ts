import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** One HTTP request, read whole. */
export interface FrontRequest {
  method: string;
  /** Raw path with query, undecoded. */
  url: string;
  /** Names in lower case, as Node gives them. */
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Aborted when the client goes away before it has its answer. */
  signal: AbortSignal;
}

/** What is sent back. An iterable body is streamed; the iterator is closed when the client goes away. */
export interface FrontAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer | AsyncIterable<string>;
}

/** A server that runs until it is stopped. `stop` may be called twice. */
export interface Running {
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** `"drop"` closes the connection without an answer. */
export type Reply = FrontAnswer | "drop";

export interface HttpOptions {
  /** On 127.0.0.1; 0 takes a free one. */
  port: number;
  maxBodyBytes: number;
  handle(request: FrontRequest): Promise<Reply>;
  /** The answer to what the server itself refuses (413) or could not do (500), in the shape its clients expect. */
  refuse(status: number, message: string): FrontAnswer;
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

// Clients keep idle connections open. A server that closes them first races with the next request on them, which then
// fails for no reason; workerd and undici both give up well before this.
const KEEP_ALIVE_MS = 75_000;
const STOP_GRACE_MS = 500;

/**
 * Serves HTTP/1.1 on 127.0.0.1. Nothing a client sends ends the process: a broken request is answered 400, an oversized one 413, a
 * handler that throws 500 (its stack goes to stderr, never to the client). Rejects when the port cannot be taken (EADDRINUSE, EACCES).
 */
export async function serveHttp(options: HttpOptions): Promise<Running> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 120_000 }, (incoming, outgoing) => {
    void answer(options, incoming, outgoing);
  });
  server.headersTimeout = KEEP_ALIVE_MS + 5_000;
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    else socket.destroy();
  });
  const { upgrade } = options;
  if (upgrade) {
    server.on("upgrade", (request, socket, head) => {
      socket.on("error", () => socket.destroy());
      upgrade(request, socket, head);
    });
  }
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  let stopping: Promise<void> | undefined;
  return { url: `http://127.0.0.1:${port}`, port, stop: () => (stopping ??= close(server)) };
}

async function answer(options: HttpOptions, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.on("close", () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  incoming.on("error", () => gone.abort());
  outgoing.on("error", () => gone.abort());
  try {
    const reply = await decide(options, incoming, gone.signal);
    if (reply === "drop") incoming.socket.destroy();
    else if (!gone.signal.aborted) await send(outgoing, reply);
  } catch (error) {
    if (gone.signal.aborted) return;
    process.stderr.write(
      `${incoming.method} ${incoming.url}: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    if (outgoing.headersSent) incoming.socket.destroy();
    else await send(outgoing, options.refuse(500, "internal error")).catch(() => incoming.socket.destroy());
  }
}

async function decide(options: HttpOptions, incoming: IncomingMessage, signal: AbortSignal): Promise<Reply> {
  const body = await readBody(incoming, options.maxBodyBytes);
  if (body === undefined) {
    const refusal = options.refuse(413, `request is too large (max is ${options.maxBodyBytes} bytes)`);
    return { ...refusal, headers: { ...refusal.headers, Connection: "close" } };
  }
  const { method = "GET", url = "/", headers } = incoming;
  return await options.handle({ method, url, headers, body, signal });
}

/** The whole body, or undefined when it is longer than `max` bytes; what follows is then discarded, not kept. */
function readBody(incoming: IncomingMessage, max: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= max) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      resolve(undefined);
    });
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
    incoming.on("error", reject);
    incoming.on("close", () => reject(new Error("the client went away while sending")));
  });
}

async function send(outgoing: ServerResponse, { status, headers = {}, body = "" }: FrontAnswer): Promise<void> {
  if (typeof body === "string" || Buffer.isBuffer(body)) {
    const bodiless = status === 204 || status === 304;
    outgoing.writeHead(status, bodiless ? headers : { ...headers, "Content-Length": Buffer.byteLength(body) });
    outgoing.end(body);
    return;
  }
  outgoing.writeHead(status, headers);
  outgoing.flushHeaders();
  // pipeline waits for a slow reader, and closes the iterator when the client goes away.
  await pipeline(Readable.from(body), outgoing);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      server.on("error", (error) => process.stderr.write(`http server: ${error.message}\n`));
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Streams and half-sent requests would hold the port for ever: they get a short grace, then are cut.
    const cut = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
