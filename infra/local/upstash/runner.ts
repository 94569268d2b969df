import { describeUnavailable, nameCommand, refuseCommand } from "./commands.ts";
import type { RedisConnection } from "./connection.ts";
import { type Command, RedisError, type Reply, Status } from "./resp.ts";
import { hashScript, Scripts } from "./scripts.ts";

/** Runs commands as the service would: refuses what it refuses, translates its scripts, and gives errors in its words. */
export class CommandRunner {
  readonly #connection: RedisConnection;
  readonly #scripts = new Scripts();

  constructor(connection: RedisConnection) {
    this.#connection = connection;
  }

  /** A reply for each, in order; a failure stops none that follow. Rejects with RedisAway. */
  async run(commands: Command[], readOnly: boolean): Promise<Reply[]> {
    const refusals = commands.map((command) => refuseCommand(command, readOnly));
    const accepted = commands.filter((_, index) => refusals[index] === undefined);
    const replies = (await this.#send(accepted)).values();
    return refusals.map((refusal) => (refusal === undefined ? takeReply(replies) : new RedisError(refusal)));
  }

  /** A reply for each, or the one error for which the whole was discarded and nothing was done. Rejects with RedisAway. */
  async runTransaction(commands: Command[], readOnly: boolean): Promise<Reply[] | RedisError> {
    for (const command of commands) {
      const refusal = refuseCommand(command, readOnly);
      if (refusal !== undefined) return new RedisError(refusal);
    }
    const replies = await this.#send([[MULTI], ...commands, [EXEC]]);
    const done = replies.at(-1);
    if (Array.isArray(done)) return done.map((reply, index) => restoreReply(commands[index] ?? [], reply));
    // EXEC only says that something was wrong; what it was, the command said when it was queued.
    const cause = replies.find((reply) => reply instanceof RedisError);
    return cause ?? new RedisError("EXECABORT Transaction discarded because of previous errors.");
  }

  async #send(commands: Command[]): Promise<Reply[]> {
    const translated = commands.map((command) => this.#scripts.translate(command));
    const replies = await this.#connection.send(translated);
    return replies.map((reply, index) => restoreReply(commands[index] ?? [], reply));
  }
}

const MULTI = Buffer.from("MULTI");
const EXEC = Buffer.from("EXEC");

function takeReply(replies: Iterator<Reply>): Reply {
  const next = replies.next();
  if (next.done) throw new Error("fewer replies than commands");
  return next.value;
}

/** What the client is to see in place of Redis' reply to the translated command. */
function restoreReply(command: Command, reply: Reply): Reply {
  if (reply instanceof RedisError)
    return reply.text.startsWith("ERR unknown command")
      ? new RedisError(describeUnavailable(nameCommand(command)))
      : reply;
  // Inside a transaction SCRIPT LOAD is first answered QUEUED.
  if (reply === null || Array.isArray(reply) || reply instanceof Status) return reply;
  const loaded = nameCommand(command) === "SCRIPT" && command[1]?.toString().toUpperCase() === "LOAD";
  return loaded ? Buffer.from(hashScript(command[2] ?? Buffer.alloc(0))) : reply;
}
