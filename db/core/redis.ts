import { Redis } from "@upstash/redis";
import type { Config } from "./env.ts";
import { span, type Trace } from "./trace.ts";

/** How long an answer from Redis is waited for. Beyond it the platform goes on without. */
const patienceMs = 800;

/**
 * Redis over Upstash's REST protocol. Commands travel together: use `pipeline()`, so that a request makes one round trip.
 * Every failure throws `RedisAway`; the caller says what happens then.
 */
export function connectRedis(config: Config, trace: Trace): Redis {
  return new Redis({
    // The SDK's own requester cannot carry a traceparent nor give up early, so this is the same request with both.
    request: <Result>(request: { path?: string[]; body?: unknown }) =>
      span(trace, "redis", () => post<Result>(config, trace, request)),
  });
}

/** A command as Redis itself takes it, its name first. */
export type Command = readonly (string | number)[];

/** The command that runs a script with its keys and arguments. */
export function scriptCommand(script: string, keys: readonly string[], args: Command): Command {
  return ["eval", script, keys.length, ...keys, ...args];
}

/**
 * Runs commands in one round trip and answers what Redis answered, texts as they are: for what every request asks. The
 * SDK's client is a few hundred functions anew each time, and tries to read each text of an answer as JSON.
 */
export async function askRedis(
  { config, trace }: { readonly config: Config; readonly trace: Trace },
  commands: readonly Command[],
): Promise<unknown[]> {
  const told = await span(trace, "redis", () => post<unknown>(config, trace, { path: ["pipeline"], body: commands }));
  return [told].flat().map(({ result }) => result);
}

/** Redis did not answer, or not in time, or with an error. */
export class RedisAway extends Error {
  override readonly name = "RedisAway";
}

interface Told<Result> {
  readonly result?: Result;
  readonly error?: string;
}

async function post<Result>(
  config: Config,
  trace: Trace,
  request: { path?: string[]; body?: unknown },
): Promise<Told<Result>> {
  const url = [config.UPSTASH_REDIS_REST_URL, ...(request.path ?? [])].join("/");
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        authorization: `Bearer ${config.UPSTASH_REDIS_REST_TOKEN}`,
        "content-type": "application/json",
        traceparent: trace.traceparent,
      },
      body: JSON.stringify(request.body),
      signal: AbortSignal.timeout(patienceMs),
    });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    const told: Told<Result> = await response.json();
    // A pipeline answers 200 whatever became of its commands, and a Redis that is just starting refuses each of them.
    const refused = [told].flat().find(({ error }) => error !== undefined);
    if (refused) throw new Error(refused.error);
    return told;
  } catch (cause) {
    throw new RedisAway("Redis is away", { cause });
  }
}
