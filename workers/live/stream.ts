import type { Listener } from "./listener.ts";

const encoder = new TextEncoder();
/** How much (bytes) is kept for a page that does not read: then it has to come again. */
const mostWaiting = 1024 * 1024;

/** An open page that cannot have a socket: events as lines of text that does not end (server-sent events). */
export class LiveStream {
  readonly listener: Listener;
  readonly readable: ReadableStream<Uint8Array>;
  readonly #gone: () => void;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  /** `gone` is called once, when it has ended from either side. */
  constructor(listener: Listener, gone: (stream: LiveStream) => void) {
    this.listener = listener;
    this.#gone = () => gone(this);
    this.readable = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        cancel: () => {
          this.#controller = undefined;
          this.#gone();
        },
      },
      { highWaterMark: mostWaiting, size: (chunk) => chunk?.byteLength ?? 0 },
    );
  }

  /** Sends an event, under the number that the page comes again with. */
  send(text: string): void {
    const { id } = JSON.parse(text) as { id: string };
    this.#write(`id: ${id}\ndata: ${text}\n\n`);
  }

  /** Something that says nothing, so that nobody on the way takes it for dead. */
  beat(): void {
    this.#write(":\n\n");
  }

  close(): void {
    const controller = this.#controller;
    this.#controller = undefined;
    if (!controller) return;
    controller.close();
    this.#gone();
  }

  #write(text: string): void {
    if (!this.#controller) return;
    if ((this.#controller.desiredSize ?? 0) <= 0) this.close();
    else this.#controller.enqueue(encoder.encode(text));
  }
}
