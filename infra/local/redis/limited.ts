import { createServer, type Socket } from "node:net";
import type { Redis } from "ioredis";
import RedisMock from "ioredis-mock";
import { ReplyReader } from "../upstash/resp.ts";
import { readErrorCode, StartError } from "../start-error.ts";

/**
 * A Redis within this process, for a machine that has no `redis-server` and where we may not install one: ioredis-mock
 * behind a port. It forgets everything when it stops and knows fewer commands (no cluster, no modules, no FUNCTION).
 */
export async function startLimitedRedis(port: number): Promise<{ stop(): Promise<void> }> {
  const redis: Redis = new RedisMock();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    serveConnection(socket, redis);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      reject(
        readErrorCode(error) === "EADDRINUSE"
          ? new StartError(`Port ${port} was taken by another program while Redis started.`, "Start again.")
          : error,
      );
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      redis.disconnect();
    },
  };
}

/** Requests have the shape of replies (arrays of strings), so one reader serves both directions. */
function serveConnection(socket: Socket, redis: Redis): void {
  const reader = new ReplyReader();
  // One after another: a connection's answers come in the order of its commands.
  let last: Promise<void> = Promise.resolve();
  let queued: string[][] | undefined;
  socket.on("data", (chunk: Buffer) => {
    let commands: unknown[];
    try {
      commands = reader.push(chunk);
    } catch {
      socket.destroy();
      return;
    }
    last = last.then(async () => {
      for (const command of commands) {
        const words = Array.isArray(command) ? command.map(String) : [];
        const name = words[0]?.toUpperCase();
        if (name === "MULTI") {
          queued = [];
          socket.write("+OK\r\n");
        } else if (name === "DISCARD" && queued) {
          queued = undefined;
          socket.write("+OK\r\n");
        } else if (name === "EXEC" && queued) {
          const block = queued;
          queued = undefined;
          const replies: string[] = [];
          for (const inner of block) replies.push(await runCommand(redis, inner));
          socket.write(`*${replies.length}\r\n${replies.join("")}`);
        } else if (queued) {
          queued.push(words);
          socket.write("+QUEUED\r\n");
        } else {
          socket.write(await runCommand(redis, words));
        }
      }
    });
  });
}

async function runCommand(redis: Redis, words: string[]): Promise<string> {
  const [name = "", ...rest] = words;
  try {
    return encodeReply(await redis.call(name, ...rest));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return `-${/^[A-Z]{3,} /.test(text) ? text : `ERR ${text}`}`.replaceAll(/[\r\n]+/g, " ").concat("\r\n");
  }
}

function encodeReply(reply: unknown): string {
  if (reply === null || reply === undefined) return "$-1\r\n";
  if (typeof reply === "number" || typeof reply === "bigint") return `:${reply}\r\n`;
  if (reply === "OK" || reply === "PONG") return `+${reply}\r\n`;
  if (Array.isArray(reply)) return `*${reply.length}\r\n${reply.map(encodeReply).join("")}`;
  const text = String(reply);
  return `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
}
