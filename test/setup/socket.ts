import { randomBytes } from "node:crypto";
import { request, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** The frames of RFC 6455 that tests have to do with. */
const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** What a socket tells its test: texts, and the close frame as it comes, not once the connection has ended as well. */
interface Listening {
  text(message: string): void;
  closed(code: number, reason: string): void;
}

/** A WebSocket of RFC 6455 that sends whatever headers a test likes; Node 20 has none, and a browser's lets nobody choose. */
export interface Socket {
  readonly protocol: string | null;
  send(message: string | Uint8Array): void;
  end(): void;
}

/** Connects; answers the refusal's status and body where there is one. */
export function connectSocket(
  url: string,
  headers: Readonly<Record<string, string>>,
  listening: Listening,
): Promise<Socket | { readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": randomBytes(16).toString("base64"),
        ...headers,
      },
    });
    asked.on("error", reject);
    asked.on("response", (response) => void readAll(response).then(resolve, reject));
    asked.on("upgrade", (response, stream: Duplex, head: Buffer) => {
      let isOpen = true;
      const read = frameReader(({ opcode, payload }) => {
        // What still comes once a page has closed its socket, it does not hear: so it is in a browser.
        if (opcode === opcodes.text && isOpen) listening.text(payload.toString());
        if (opcode === opcodes.ping) write(stream, opcodes.pong, payload);
        if (opcode !== opcodes.close) return;
        listening.closed(payload.length < 2 ? 1005 : payload.readUInt16BE(0), payload.subarray(2).toString());
        write(stream, opcodes.close, payload.subarray(0, 2));
        stream.end();
      });
      stream.on("data", read);
      // One that breaks off was not closed; 1006 is what a browser calls it.
      stream.on("error", () => undefined);
      stream.on("close", () => listening.closed(1006, ""));
      resolve({
        protocol: response.headers["sec-websocket-protocol"] ?? null,
        send: (message) =>
          write(stream, typeof message === "string" ? opcodes.text : opcodes.binary, Buffer.from(message)),
        end: () => {
          isOpen = false;
          write(stream, opcodes.close, Buffer.from([0x03, 0xe8]));
          stream.end();
        },
      });
      read(head);
    });
    asked.end();
  });
}

async function readAll(response: IncomingMessage): Promise<{ status: number; body: string }> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return { status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() };
}

/** A client's frame is masked; one frame is a message. */
function write(stream: Duplex, opcode: number, payload: Uint8Array): void {
  const { length } = payload;
  const size = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 0xff];
  const mask = randomBytes(4);
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  if (!stream.writable) return;
  stream.write(Buffer.concat([Buffer.from([0x80 | opcode, ...size]), mask, masked]));
}

/** Takes bytes as they come and hands on the frames that are whole. */
function frameReader(take: (frame: { opcode: number; payload: Buffer }) => void): (bytes: Buffer) => void {
  let left = Buffer.alloc(0);
  return (bytes) => {
    left = Buffer.concat([left, bytes]);
    while (left.length >= 2) {
      const short = (left[1] ?? 0) & 0x7f;
      const from = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (left.length < from) return;
      const length = short === 126 ? left.readUInt16BE(2) : short === 127 ? Number(left.readBigUInt64BE(2)) : short;
      if (left.length < from + length) return;
      take({ opcode: (left[0] ?? 0) & 0x0f, payload: left.subarray(from, from + length) });
      left = left.subarray(from + length);
    }
  };
}
