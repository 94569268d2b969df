import { connect, type Socket } from "node:net";
import { type Command, encodeCommands, type Reply, ReplyReader } from "./resp.ts";

/** Redis could not be reached, went away, or did not answer in time. The message says which. */
export class RedisAway extends Error {}

const CONNECT_MS = 1_000;
const REPLY_MS = 10_000;

interface Batch {
  size: number;
  replies: Reply[];
  resolve(replies: Reply[]): void;
  reject(error: RedisAway): void;
  deadline: NodeJS.Timeout;
}

/**
 * One connection to Redis, shared by all requests: none of the commands that reach it can block it or change its state.
 * It is opened by the first command that needs it and, once lost, by the next; no timer runs in between.
 */
export class RedisConnection {
  readonly #host: string;
  readonly #port: number;
  #socket: Promise<Socket> | undefined;
  /** Sent and not yet answered, oldest first: Redis replies in order. */
  #waiting: Batch[] = [];

  /** `url` is `redis://host[:port]`. */
  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.#host = hostname;
    this.#port = Number(port || 6379);
  }

  /**
   * Sends commands with nothing of another request between them; gives a reply for each, in order. Rejects with RedisAway. A lost batch
   * is not sent again: Redis may have carried it out.
   */
  async send(commands: Command[]): Promise<Reply[]> {
    if (commands.length === 0) return [];
    this.#socket ??= this.#open();
    const socket = await this.#socket;
    return await new Promise<Reply[]>((resolve, reject) => {
      if (socket.destroyed) {
        reject(this.#away("connection lost"));
        return;
      }
      const deadline = setTimeout(() => socket.destroy(this.#away("no reply in time")), REPLY_MS);
      this.#waiting.push({ size: commands.length, replies: [], resolve, reject, deadline });
      socket.write(encodeCommands(commands));
    });
  }

  /** Closes the connection; what waits for a reply is rejected. */
  async close(): Promise<void> {
    const socket = await this.#socket?.catch(() => undefined);
    socket?.destroy();
  }

  #open(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const reader = new ReplyReader();
      const socket = connect({ host: this.#host, port: this.#port, noDelay: true });
      const timer = setTimeout(() => socket.destroy(this.#away("no connection in time")), CONNECT_MS);
      let reason = this.#away("connection lost");
      socket.on("connect", () => {
        clearTimeout(timer);
        resolve(socket);
      });
      socket.on("data", (chunk: Buffer) => {
        try {
          for (const reply of reader.push(chunk)) this.#deliver(reply);
        } catch (error) {
          socket.destroy(error instanceof Error ? error : new Error(String(error)));
        }
      });
      // Half closed is closed: what is written now would get no reply.
      socket.on("end", () => socket.destroy());
      socket.on("error", (error) => {
        reason = error instanceof RedisAway ? error : this.#away(error.message || error.name);
      });
      socket.on("close", () => {
        clearTimeout(timer);
        this.#socket = undefined;
        reject(reason);
        for (const batch of this.#waiting.splice(0)) {
          clearTimeout(batch.deadline);
          batch.reject(reason);
        }
      });
    });
  }

  #deliver(reply: Reply): void {
    const batch = this.#waiting[0];
    if (!batch) throw new Error("a reply nobody asked for");
    batch.replies.push(reply);
    if (batch.replies.length < batch.size) return;
    this.#waiting.shift();
    clearTimeout(batch.deadline);
    batch.resolve(batch.replies);
  }

  #away(why: string): RedisAway {
    return new RedisAway(`ERR cannot reach Redis at ${this.#host}:${this.#port}: ${why}`);
  }
}
