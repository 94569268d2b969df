import { connect } from "node:net";

/** The frames of RFC 6455 that matter here. */
const opcodes = { text: 1, close: 8 } as const;
/** What a connection that breaks off counts as closed with; a browser says the same. */
const brokenOff = 1006;

/** What an open page hears. */
export interface Listening {
  heard?(text: string): void;
  /** Once, however it ends from the other side: by its close frame, or by breaking off. */
  closed?(code: number): void;
}

/** An open page, as cheap as one can be: of these there may be a thousand in a process. */
export interface Listener {
  /** Sends a text, of less than 64 kB. */
  say(text: string): void;
  /** Goes away without a word, as a page does that loses its network. */
  drop(): void;
}

/**
 * Knocks at `/live` of the edge on this port, or at another door, as whoever holds the token; answers the status where it is not let in,
 * 0 where nobody answered.
 */
export function listen(
  { port, token, path = "/live" }: { readonly port: number; readonly token: string; readonly path?: string },
  { heard, closed }: Listening,
): Promise<Listener | number> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    let left: Buffer = Buffer.alloc(0);
    let isOpen = false;
    let isOver = false;
    const end = (code: number): void => {
      if (isOpen && !isOver) closed?.(code);
      isOver = true;
    };
    const take = ({ opcode, payload }: Frame): void => {
      if (isOver) return;
      if (opcode === opcodes.text) heard?.(payload.toString());
      if (opcode !== opcodes.close) return;
      end(payload.length < 2 ? 1005 : payload.readUInt16BE(0));
      socket.destroy();
    };
    const listener: Listener = {
      say(text) {
        socket.write(frameOf(text));
      },
      drop() {
        isOver = true;
        socket.destroy();
      },
    };
    socket.on("data", (bytes: Buffer) => {
      left = left.length === 0 ? bytes : Buffer.concat([left, bytes]);
      if (!isOpen) {
        const head = left.indexOf("\r\n\r\n");
        if (head < 0) return;
        const status = Number(left.toString("latin1", 9, 12));
        left = left.subarray(head + 4);
        isOpen = status === 101;
        if (!isOpen) socket.destroy();
        resolve(isOpen ? listener : status);
      }
      if (isOpen) left = readFrames(left, take);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      end(brokenOff);
      resolve(0);
    });
    socket.write(knockOf(port, path, token));
  });
}

function knockOf(port: number, path: string, token: string): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    "connection: Upgrade",
    "upgrade: websocket",
    "sec-websocket-version: 13",
    // Any sixteen bytes: what the server makes of them tells a proxy from a server, and there is no proxy.
    "sec-websocket-key: c2VyYW1iaS1iZW5jaC0xNg==",
    `authorization: Bearer ${token}`,
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** A text as a client sends it: masked, which a mask of zeros leaves as it is. */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const length =
    payload.length < 126 ? [0x80 | payload.length] : [0x80 | 126, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from([0x80 | opcodes.text, ...length, 0, 0, 0, 0]), payload]);
}

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** Hands on the frames that are whole, a message each and unmasked as a server's are; answers what is left. */
function readFrames(bytes: Buffer, take: (frame: Frame) => void): Buffer {
  let left = bytes;
  while (left.length >= 2) {
    const short = (left[1] ?? 0) & 0x7f;
    const from = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (left.length < from) break;
    const length = short === 126 ? left.readUInt16BE(2) : short === 127 ? Number(left.readBigUInt64BE(2)) : short;
    if (left.length < from + length) break;
    take({ opcode: (left[0] ?? 0) & 0x0f, payload: left.subarray(from, from + length) });
    left = left.subarray(from + length);
  }
  return left;
}
