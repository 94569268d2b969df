import { createHash } from "node:crypto";
import type { Redis } from "ioredis";
import RedisMock from "ioredis-mock";

/** They would change or end the one connection that everybody shares. */
const refused = new Set([
  "SUBSCRIBE",
  "PSUBSCRIBE",
  "UNSUBSCRIBE",
  "PUNSUBSCRIBE",
  "QUIT",
  "WATCH",
  "UNWATCH",
  "DISCARD",
]);

/** ioredis-mock spoken to as one speaks to Redis: words in, a RESP2 reply out. Errors are replies too. */
export class MockedRedis {
  readonly #redis: Redis = new RedisMock();
  readonly #scripts = new Map<string, string>();

  async run(words: string[]): Promise<string> {
    const [name = "", ...rest] = words;
    try {
      return encodeReply(await this.#run(name.toUpperCase(), rest));
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return `-${/^[A-Z]{3,} /.test(text) ? text : `ERR ${text}`}`.replaceAll(/[\r\n]+/g, " ").concat("\r\n");
    }
  }

  close(): void {
    this.#redis.disconnect();
  }

  async #run(name: string, rest: string[]): Promise<unknown> {
    const [first = "", ...others] = rest;
    switch (name) {
      case "EVAL":
      case "EVAL_RO":
        return await this.#call("EVAL", [removeShebang(this.#keep(first)), ...others]);
      case "EVALSHA":
      case "EVALSHA_RO": {
        const script = this.#scripts.get(first.toLowerCase());
        if (script === undefined) throw new Error("NOSCRIPT No matching script. Please use EVAL.");
        return await this.#call("EVAL", [removeShebang(script), ...others]);
      }
      case "SCRIPT":
        return this.#runScriptCommand(first.toUpperCase(), others);
      default:
        return await this.#call(name, rest);
    }
  }

  /** It has a method for each command it knows (and its twin for bytes), and no way to run one by its name. */
  async #call(name: string, rest: string[]): Promise<unknown> {
    const method = name.toLowerCase();
    const command: unknown = Reflect.get(this.#redis, method);
    const known = typeof Reflect.get(this.#redis, `${method}Buffer`) === "function" && !refused.has(name);
    if (!known || typeof command !== "function") throw new Error(`ERR unknown command '${name}' (limited Redis)`);
    return await command.apply(this.#redis, rest);
  }

  #runScriptCommand(subcommand: string, rest: string[]): unknown {
    switch (subcommand) {
      case "LOAD":
        return hash(this.#keep(rest[0] ?? ""));
      case "EXISTS":
        return rest.map((sha) => (this.#scripts.has(sha.toLowerCase()) ? 1 : 0));
      case "FLUSH":
        this.#scripts.clear();
        return "OK";
      default:
        throw new Error(`ERR unknown subcommand '${subcommand}'`);
    }
  }

  #keep(script: string): string {
    this.#scripts.set(hash(script), script);
    return script;
  }
}

function hash(script: string): string {
  return createHash("sha1").update(script).digest("hex");
}

/** `#!lua` is Redis 7's, and no Lua. */
function removeShebang(script: string): string {
  return script.replace(/^#!.*/, "");
}

function encodeReply(reply: unknown): string {
  // A Lua script's false is Redis's nil.
  if (reply === null || reply === undefined || reply === false) return "$-1\r\n";
  if (typeof reply === "number" || typeof reply === "bigint") return `:${reply}\r\n`;
  if (reply === "OK" || reply === "PONG") return `+${reply}\r\n`;
  if (Array.isArray(reply)) return `*${reply.length}\r\n${reply.map(encodeReply).join("")}`;
  // HGETALL: the mock already made an object of what travels as a flat list.
  if (typeof reply === "object" && !Buffer.isBuffer(reply)) return encodeReply(Object.entries(reply).flat());
  const text = typeof reply === "string" || Buffer.isBuffer(reply) ? reply.toString() : JSON.stringify(reply);
  return `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
}
