/** A status line such as `OK`, `QUEUED` or `PONG`: the service does not encode `OK`, so it must be told from a string. */
export class Status {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** An error that Redis replied: a value, for within an array it is one item among others. */
export class RedisError {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What Redis replied (RESP2). Integers have 64 bits, strings any bytes; a nil of either kind is null. */
export type Reply = Status | RedisError | bigint | Buffer | null | Reply[];

/** A command: its name and arguments, as bytes. */
export type Command = Buffer[];

/** Commands as they go to Redis, one after another. */
export function encodeCommands(commands: Command[]): Buffer {
  const parts: Buffer[] = [];
  for (const command of commands) {
    parts.push(Buffer.from(`*${command.length}\r\n`));
    for (const argument of command) parts.push(Buffer.from(`$${argument.length}\r\n`), argument, CRLF);
  }
  return Buffer.concat(parts);
}

/** Makes replies of what arrives, in whatever pieces it arrives. Throws on bytes that are not RESP2. */
export class ReplyReader {
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes without which the next value cannot be complete: a large string is joined once, not with each piece. */
  #needed = 1;
  readonly #open: { items: Reply[]; size: number }[] = [];

  /** The replies that `chunk` completes. */
  push(chunk: Buffer): Reply[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#needed) return [];
    const data = Buffer.concat(this.#chunks);
    const replies: Reply[] = [];
    let at = 0;
    for (;;) {
      const value = readValue(data, at);
      if ("missing" in value) {
        this.#chunks = [data.subarray(at)];
        this.#length = data.length - at;
        this.#needed = this.#length + value.missing;
        return replies;
      }
      at = value.end;
      if ("size" in value && value.size > 0) {
        this.#open.push({ items: [], size: value.size });
        continue;
      }
      const whole = this.#close("size" in value ? [] : value.reply);
      if (whole !== undefined) replies.push(whole);
    }
  }

  /** Puts a value into the arrays that wait for it; gives what became whole, undefined while an array is still open. */
  #close(value: Reply): Reply | undefined {
    let reply = value;
    for (let array = this.#open.at(-1); array; array = this.#open.at(-1)) {
      array.items.push(reply);
      if (array.items.length < array.size) return undefined;
      this.#open.pop();
      reply = array.items;
    }
    return reply;
  }
}

const CRLF = Buffer.from("\r\n");

type Value = { missing: number } | { end: number; size: number } | { end: number; reply: Reply };

function readValue(data: Buffer, at: number): Value {
  const lineEnd = data.indexOf(CRLF, at);
  if (lineEnd === -1) return { missing: 1 };
  const line = data.toString("utf8", at + 1, lineEnd);
  const end = lineEnd + 2;
  switch (data[at]) {
    case 0x2b: // +
      return { end, reply: new Status(line) };
    case 0x2d: // -
      return { end, reply: new RedisError(line) };
    case 0x3a: // :
      return { end, reply: BigInt(line) };
    case 0x24: // $
      return readString(data, end, Number(line));
    case 0x2a: // *
      return Number(line) < 0 ? { end, reply: null } : { end, size: Number(line) };
    default:
      throw new Error(`not a RESP2 reply: ${JSON.stringify(data.toString("utf8", at, at + 20))}`);
  }
}

function readString(data: Buffer, start: number, length: number): Value {
  if (length < 0) return { end: start, reply: null };
  const stop = start + length;
  if (data.length < stop + 2) return { missing: stop + 2 - data.length };
  return { end: stop + 2, reply: data.subarray(start, stop) };
}
