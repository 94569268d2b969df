import { randomBytes } from "node:crypto";
import type { Control } from "./control.ts";
import { type FrontAnswer, type FrontRequest, type Running, startFront } from "./front.ts";
import { writeError, writeResult } from "./upstash/answer.ts";
import { mayWrite, nameCommand } from "./upstash/commands.ts";
import { RedisAway, RedisConnection } from "./upstash/connection.ts";
import { BadRequest, readRequest, readToken, type RestRequest } from "./upstash/request.ts";
import { RedisError } from "./upstash/resp.ts";
import { CommandRunner } from "./upstash/runner.ts";

/** Upstash's REST API in front of a Redis. */
export interface UpstashOptions {
  /** On 127.0.0.1; 0 takes a free one. */
  port: number;
  /** `redis://host:port`. It may be away when this starts, and go away and come back later. */
  redisUrl: string;
  token: string;
  /** May read, except SCAN, KEYS and the like. */
  readOnlyToken: string;
  control: Control;
}

/**
 * Starts it. One command (`POST /`, or the URL form), `/pipeline` and `/multi-exec`, answered as the service answers: 200 with
 * `{"result"}`, 400 with `{"error"}`, 401 without a token it knows, 405 for other methods. While Redis is away the answer is
 * 503 with an error that says so.
 */
export async function startUpstash(options: UpstashOptions): Promise<Running> {
  const { port, control, redisUrl } = options;
  const connection = new RedisConnection(redisUrl);
  const runner = new CommandRunner(connection);
  const syncToken = new SyncToken();
  const front = await startFront({
    service: "upstash",
    port,
    control,
    count: countRequest,
    async handle(request) {
      const { mayHaveWritten = false, ...answer } = await answerRequest(options, runner, request);
      return {
        ...answer,
        headers: {
          "Content-Type": "application/json",
          "Upstash-Sync-Token": mayHaveWritten ? syncToken.move() : syncToken.read(),
        },
      };
    },
  });
  return {
    ...front,
    async stop() {
      await front.stop();
      await connection.close();
    },
  };
}

async function answerRequest(
  options: UpstashOptions,
  runner: CommandRunner,
  request: FrontRequest,
): Promise<FrontAnswer & { mayHaveWritten?: boolean }> {
  if (!["HEAD", "GET", "POST", "PUT"].includes(request.method)) return { status: 405 };
  try {
    const token = readToken(request);
    const readOnly = token === options.readOnlyToken;
    if (!readOnly && token !== options.token) return refuse(401, "WRONGPASS invalid password");
    const asked = readRequest(request);
    const base64 = request.headers["upstash-encoding"] === "base64";
    const answer = await runRequest(runner, asked, { readOnly, base64 });
    return { ...answer, mayHaveWritten: !readOnly && asked.commands.some(mayWrite) };
  } catch (error) {
    if (error instanceof BadRequest) return refuse(400, error.message);
    if (error instanceof RedisAway) return refuse(503, error.message);
    throw error;
  }
}

async function runRequest(
  runner: CommandRunner,
  { form, commands }: RestRequest,
  { readOnly, base64 }: { readOnly: boolean; base64: boolean },
): Promise<FrontAnswer> {
  const replies =
    form === "multi-exec" ? await runner.runTransaction(commands, readOnly) : await runner.run(commands, readOnly);
  if (replies instanceof RedisError) return refuse(400, replies.text);
  const written = replies.map((reply) => writeResult(reply, base64)).join(",");
  if (form !== "single") return { status: 200, body: `[${written}]` };
  return { status: replies[0] instanceof RedisError ? 400 : 200, body: written };
}

function refuse(status: number, error: string): FrontAnswer {
  return { status, body: writeError(error) };
}

function countRequest(request: FrontRequest): { operation: string; commands: number } {
  const { form, commands } = readRequest(request);
  const [first = []] = commands;
  return { operation: form === "single" ? nameCommand(first) : form, commands: commands.length };
}

/** Tells a client up to which write an answer reaches. Never the same again after a write, also across restarts. */
class SyncToken {
  readonly #start = randomBytes(6).toString("hex");
  #writes = 0;

  read(): string {
    return `${this.#start}.${this.#writes}`;
  }

  /** After a write: also two at the same instant get different ones. */
  move(): string {
    this.#writes += 1;
    return this.read();
  }
}
