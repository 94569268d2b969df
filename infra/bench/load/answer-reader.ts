/** The head of an answer: its status and, without their names' case, the headers that were asked for. */
export interface AnswerHead {
  readonly status: number;
  readonly cache: string;
}

const headEnd = Buffer.from("\r\n\r\n");
const lineEnd = Buffer.from("\r\n");
const longestHead = 64 * 1024;

/**
 * Reads the answers of one connection as their bytes come, without keeping a body: a client's usual parser would cost
 * more than what is measured. Bodies have a length, or come in chunks, or are none (204, 304).
 */
export class AnswerReader {
  readonly #answered: (head: AnswerHead) => void;
  /** Bytes not understood yet: a head or a chunk's size that is cut off. */
  #rest: Buffer = Buffer.alloc(0);
  #skip = 0;
  #state: "head" | "body" | "size" | "chunk" | "trailer" = "head";
  #head: AnswerHead = { status: 0, cache: "-" };

  constructor(answered: (head: AnswerHead) => void) {
    this.#answered = answered;
  }

  /** Throws when what comes is not HTTP. */
  push(bytes: Buffer): void {
    let left = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    this.#rest = Buffer.alloc(0);
    while (left.length > 0) {
      const next = this.#take(left);
      if (next === undefined) {
        if (left.length > longestHead) throw new Error("an answer without an end to its head");
        this.#rest = left;
        return;
      }
      left = next;
    }
  }

  /** Takes one part off; answers what is behind it, or undefined when it is not all there. */
  #take(left: Buffer): Buffer | undefined {
    if (this.#state === "head") return this.#takeHead(left);
    if (this.#state === "body" || this.#state === "chunk") return this.#takeBody(left);
    const end = left.indexOf(lineEnd);
    if (end < 0) return undefined;
    const line = left.toString("latin1", 0, end);
    if (this.#state === "size") {
      const size = Number.parseInt(line, 16);
      if (Number.isNaN(size)) throw new Error(`a chunk of size ${line}`);
      this.#state = size === 0 ? "trailer" : "chunk";
      // With the line end behind the chunk.
      this.#skip = size + 2;
    } else if (line === "") {
      this.#finish();
    }
    return left.subarray(end + 2);
  }

  #takeHead(left: Buffer): Buffer | undefined {
    const end = left.indexOf(headEnd);
    if (end < 0) return undefined;
    const text = left.toString("latin1", 0, end);
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
    if (!(status >= 200)) throw new Error(`an answer that begins ${text.slice(0, 40)}`);
    this.#head = { status, cache: /\r\nx-cache: (\w+)/i.exec(text)?.[1] ?? "-" };
    const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
    if (status === 204 || status === 304 || length === "0") this.#finish();
    else if (length !== undefined) [this.#state, this.#skip] = ["body", Number(length)];
    else if (/\r\ntransfer-encoding: chunked/i.test(text)) this.#state = "size";
    else throw new Error("an answer that ends with its connection");
    return left.subarray(end + 4);
  }

  #takeBody(left: Buffer): Buffer {
    const taken = Math.min(this.#skip, left.length);
    this.#skip -= taken;
    if (this.#skip === 0) {
      if (this.#state === "body") this.#finish();
      else this.#state = "size";
    }
    return left.subarray(taken);
  }

  #finish(): void {
    this.#state = "head";
    this.#answered(this.#head);
  }
}
