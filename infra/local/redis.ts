import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Child, isRunning, startChild } from "./child.ts";
import { findRedisServer, installRedisServer } from "./redis/install.ts";
import { startLimitedRedis } from "./redis/limited.ts";
import { diskFull, explainFileError, StartError } from "./start-error.ts";

/** How to start the local Redis. */
export interface RedisOptions {
  /** The folder of its append-only file; made when missing. */
  dataDir: string;
  /** On 127.0.0.1. */
  port: number;
  say(line: string): void;
  /** Default `<dataDir>.log`. */
  logFile?: string;
  /** False when the data need not survive a power cut. */
  durable?: boolean;
}

/** A running Redis. */
export interface Redis {
  /** `redis://127.0.0.1:<port>` */
  url: string;
  /** True when it is the one within this process, which forgets everything and knows fewer commands. */
  limited: boolean;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again, on the same port and data (the limited one has none); resolves when it answers. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the machine's redis-server, installing it by apt when we may; else the limited one, and says so. */
export async function startRedis(options: RedisOptions): Promise<Redis> {
  const { port, say } = options;
  const url = `redis://127.0.0.1:${port}`;
  if (findRedisServer() || (await installRedisServer(say))) {
    let child = await startRedisServer(options);
    return {
      url,
      limited: false,
      kill: () => child.stop("SIGKILL"),
      async start() {
        if (child.ended() !== undefined) child = await startRedisServer(options);
      },
      stop: () => child.stop("SIGTERM"),
    };
  }
  say("no redis-server on this machine: using a limited one within this process (it forgets everything at the end)");
  let limited: { stop(): Promise<void> } | undefined = await startLimitedRedis(port);
  const stop = async (): Promise<void> => {
    await limited?.stop();
    limited = undefined;
  };
  const start = async (): Promise<void> => {
    limited ??= await startLimitedRedis(port);
  };
  return { url, limited: true, kill: stop, start, stop };
}

async function startRedisServer(options: RedisOptions): Promise<Child> {
  const { dataDir, port, durable = true } = options;
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw explainFileError("Redis's folder could not be made", dataDir, error);
  }
  const pidFile = join(dataDir, "redis.pid");
  await stopLeftover(pidFile, options.say);
  const settings = {
    bind: "127.0.0.1",
    port: String(port),
    dir: dataDir,
    pidfile: pidFile,
    save: "",
    appendonly: "yes",
    appendfsync: durable ? "everysec" : "no",
    daemonize: "no",
  };
  const child = await startChild({
    command: "redis-server",
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    logFile: options.logFile ?? `${dataDir}.log`,
    cwd: dataDir,
  });
  try {
    await waitUntilReady(child, port);
  } catch (error) {
    await child.stop("SIGKILL");
    throw error;
  }
  return child;
}

/** An earlier run that was killed leaves its Redis behind, which would go on writing to the same file. */
async function stopLeftover(pidFile: string, say: (line: string) => void): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8"));
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid, "redis-server")) return;
  say("a Redis was left running by an earlier start: stopping it");
  process.kill(pid, "SIGTERM");
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (!isRunning(pid, "redis-server")) return;
    await wait(50);
  }
  throw new StartError(`An earlier Redis (process ${pid}) does not stop.`, `Stop process ${pid} and start again.`);
}

async function waitUntilReady(child: Child, port: number): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 20) {
    if (child.ended() !== undefined) throw explainEnd(child, port);
    // Its own word for it: on a taken port, another program would answer a PING.
    if (child.said().includes("Ready to accept connections")) return;
    await wait(20);
  }
  throw new StartError("Redis did not become ready in 30 seconds.", `Its log says: ${child.said().slice(-500)}`);
}

function explainEnd(child: Child, port: number): StartError {
  const said = child.said();
  if (/address already in use/i.test(said)) {
    return new StartError(
      `Port ${port} was taken by another program while Redis started.`,
      "Start again, or choose another port with SERAMBI_PORT_REDIS.",
    );
  }
  if (/no space left on device/i.test(said)) return diskFull("Redis could not start");
  return new StartError(`Redis ${child.ended()}: ${said.trim().split("\n").at(-1)}`, "Its log has more.");
}
