import { createServer, type Socket } from "node:net";
import { ReplyReader } from "../upstash/resp.ts";
import { MockedRedis } from "./mocked.ts";
import { explainTakenPort } from "../start-error.ts";

/**
 * A Redis within this process, for a machine that has no `redis-server` and where we may not install one: ioredis-mock behind
 * a port. It forgets everything when it stops, knows fewer commands (no FUNCTION, little of streams), and to a Lua script a
 * missing value within a list is nil where Redis has false.
 */
export async function startLimitedRedis(port: number): Promise<{ stop(): Promise<void> }> {
  const redis = new MockedRedis();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    serveConnection(socket, redis);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explainTakenPort(error)));
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      redis.close();
    },
  };
}

/** Requests have the shape of replies (arrays of strings), so one reader serves both directions. */
function serveConnection(socket: Socket, redis: MockedRedis): void {
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
          for (const inner of block) replies.push(await redis.run(inner));
          socket.write(`*${replies.length}\r\n${replies.join("")}`);
        } else if (queued) {
          queued.push(words);
          socket.write("+QUEUED\r\n");
        } else {
          socket.write(await redis.run(words));
        }
      }
    });
  });
}
