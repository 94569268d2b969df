import { inject } from "vitest";
import { until } from "./http.ts";
import type { Actor } from "./institution.ts";
import { connectSocket } from "./socket.ts";

/** What a page hears. */
export interface Heard {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An open page, as a browser's script would have it. */
export interface Page {
  /** Everything it heard, in order, but `ready`, and that figures have changed. */
  readonly heard: readonly Heard[];
  /** How often it heard that, each time of which tags. */
  readonly figures: readonly (readonly string[])[];
  /** The number it would come again with. */
  readonly last: () => string;
  /** How it was closed from the other side; null while it is open. */
  readonly closed: () => { code: number; reason: string } | null;
  readonly protocol: string | null;
  send(message: string | Uint8Array): void;
  /** Answers to `ping`. */
  readonly pongs: () => number;
  close(): void;
}

/** How a page connects. */
interface Connecting {
  readonly last?: string;
  readonly headers?: Record<string, string>;
  readonly path?: string;
}

/** Knocks at `/live` with these headers; a page that is let in, or the status and code of the refusal. */
export async function knock({ last, headers = {}, path = "/live" }: Connecting): Promise<Page | string> {
  const query = last === undefined ? "" : `?last_event_id=${last}`;
  const heard: Heard[] = [];
  const figures: string[][] = [];
  let lastId = last ?? "";
  let pongs = 0;
  let isReady = false;
  let closed: { code: number; reason: string } | null = null;
  const socket = await connectSocket(`${inject("stack").urls.edge}${path}${query}`, headers, {
    text(message) {
      if (message === "pong") {
        pongs += 1;
        return;
      }
      const event = JSON.parse(message) as Heard;
      lastId = event.id;
      if (event.type === "ready") isReady = true;
      else if (event.type === "stats.changed") figures.push(event.data["tags"] as string[]);
      else heard.push(event);
    },
    closed(code, reason) {
      closed ??= { code, reason };
    },
  });
  if ("status" in socket) return `${socket.status} ${(JSON.parse(socket.body) as { code: string }).code}`;
  await until(
    () => Promise.resolve(isReady || closed !== null),
    (settled) => settled,
  );
  return {
    heard,
    figures,
    last: () => lastId,
    closed: () => closed,
    protocol: socket.protocol,
    send: (message) => socket.send(message),
    pongs: () => pongs,
    close: () => socket.end(),
  };
}

/** A page of somebody's, which has to be let in. */
export async function openPage(actor: Actor, connecting: Connecting = {}): Promise<Page> {
  const page = await knock({
    ...connecting,
    headers: { "sec-websocket-protocol": `serambi, ${actor.token}`, ...connecting.headers },
  });
  if (typeof page === "string") throw new Error(`not let in: ${page}`);
  return page;
}

/** What a page heard of a type, once it is so much at least, or the time is over. */
export async function hear(page: Page, type: string, count = 1, ms?: number): Promise<Heard[]> {
  return await until(
    () => Promise.resolve(page.heard.filter((event) => event.type === type)),
    ({ length }) => length >= count,
    ms,
  );
}

/** How a page was closed, once it was. */
export async function closingOf(page: Page, ms?: number): Promise<number | undefined> {
  const closed = await until(
    () => Promise.resolve(page.closed()),
    (one) => one !== null,
    ms,
  );
  return closed?.code;
}

/** What a stream of server-sent events brought: each event with the number it came under. */
export interface EventStream {
  readonly response: Response;
  readonly heard: readonly (Heard & { readonly under: string })[];
  /** Whether it has ended from the other side. */
  readonly ended: () => boolean;
  close(): Promise<void>;
}

/** Listens as an `EventSource` does. */
export async function openStream(headers: Record<string, string>): Promise<EventStream> {
  const gone = new AbortController();
  const response = await fetch(`${inject("stack").urls.edge}/live`, {
    headers: { accept: "text/event-stream", ...headers },
    signal: gone.signal,
  });
  const heard: (Heard & { under: string })[] = [];
  let ended = false;
  const read = async (): Promise<void> => {
    let left = "";
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) {
      const blocks = (left + decoder.decode(bytes as Uint8Array, { stream: true })).split("\n\n");
      left = blocks.pop() ?? "";
      for (const block of blocks) {
        const [, under, data] = /^id: (\d+)\ndata: (.*)$/.exec(block) ?? [];
        if (under !== undefined && data !== undefined) heard.push({ under, ...(JSON.parse(data) as Heard) });
      }
    }
  };
  const reading = read()
    .catch(() => undefined)
    .then(() => {
      ended = true;
    });
  return {
    response,
    heard,
    ended: () => ended,
    async close() {
      gone.abort();
      await reading;
    },
  };
}
