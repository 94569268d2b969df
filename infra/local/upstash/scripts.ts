import { createHash } from "node:crypto";
import { nameCommand } from "./commands.ts";
import type { Command } from "./resp.ts";

// What Redis 7 reads after `flags=`; it refuses a script with any other.
const KNOWN_FLAGS = new Set(["no-writes", "allow-oom", "allow-stale", "no-cluster", "allow-cross-slot-keys"]);
const MAX_SCRIPTS = 10_000;

/**
 * The service's Lua in front of Redis' own. A script of the service may begin with `#!lua flags=allow-key-locking`, which Redis
 * refuses: such flags are taken out. That changes the script's sha1, by which clients go on to call it, so the sha1 they know is
 * kept here beside the one Redis knows. When this memory is lost they are told NOSCRIPT and send the script again.
 */
export class Scripts {
  /** The client's sha1 → Redis'. */
  readonly #known = new Map<string, string>();

  /** The command as Redis is to get it. */
  translate(command: Command): Command {
    const [first = EMPTY, second = EMPTY, ...rest] = command;
    switch (nameCommand(command)) {
      case "EVAL":
      case "EVAL_RO":
        return command.length < 2 ? command : [first, this.#keep(second), ...rest];
      case "EVALSHA":
      case "EVALSHA_RO":
        return command.length < 2 ? command : [first, this.#find(second), ...rest];
      case "SCRIPT":
        return this.#translateScript(command);
      default:
        return command;
    }
  }

  #translateScript(command: Command): Command {
    const [first = EMPTY, second = EMPTY, ...rest] = command;
    switch (second.toString().toUpperCase()) {
      case "LOAD":
        return [first, second, ...rest.map((script) => this.#keep(script))];
      case "EXISTS":
        return [first, second, ...rest.map((sha) => this.#find(sha))];
      default:
        return command;
    }
  }

  #keep(script: Buffer): Buffer {
    const rewritten = dropUnknownFlags(script);
    if (rewritten === script) return script;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MAX_SCRIPTS && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(hashScript(script), hashScript(rewritten));
    return rewritten;
  }

  #find(sha: Buffer): Buffer {
    const known = this.#known.get(sha.toString().toLowerCase());
    return known === undefined ? sha : Buffer.from(known);
  }
}

/** The sha1 a client knows a script by: of the text as it sent it. */
export function hashScript(script: Buffer): string {
  return createHash("sha1").update(script).digest("hex");
}

const EMPTY = Buffer.alloc(0);

/**
 * The script without the flags that Redis does not know; the same buffer when there are none. A first line that says nothing
 * any more is left empty, so that line numbers in errors still fit, and a Lua without shebangs can run it.
 */
export function dropUnknownFlags(script: Buffer): Buffer {
  const newline = script.indexOf("\n");
  const end = newline === -1 ? script.length : newline;
  const match = /^#!lua\s+flags=(\S*)\s*$/.exec(script.toString("utf8", 0, Math.min(end, 1_000)));
  if (!match) return script;
  const flags = (match[1] ?? "").split(",");
  const known = flags.filter((flag) => KNOWN_FLAGS.has(flag));
  if (known.length === flags.length) return script;
  const line = known.length === 0 ? "" : `#!lua flags=${known.join(",")}`;
  return Buffer.concat([Buffer.from(line), script.subarray(end)]);
}
