import { connect, type Socket } from "node:net";
import { AnswerReader, type AnswerHead } from "./answer-reader.ts";

const patienceMs = 30_000;

/** One keep-alive connection that asks, is answered, and asks again. */
export class Client {
  readonly #port: number;
  #socket: Socket | undefined;
  #settle: ((outcome: AnswerHead | undefined) => void) | undefined;

  constructor(port: number) {
    this.#port = port;
  }

  /** Sends a request; resolves with the head of its answer once the body is in, or undefined when the connection broke. */
  ask(request: Buffer): Promise<AnswerHead | undefined> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#socket ??= this.#open();
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    const socket = connect({ host: "127.0.0.1", port: this.#port, noDelay: true });
    const reader = new AnswerReader((head) => this.#end(head));
    socket.setTimeout(patienceMs, () => socket.destroy());
    socket.on("data", (bytes: Buffer) => {
      try {
        reader.push(bytes);
      } catch {
        socket.destroy();
      }
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      if (this.#socket === socket) this.#socket = undefined;
      this.#end(undefined);
    });
    return socket;
  }

  #end(outcome: AnswerHead | undefined): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(outcome);
  }
}
