import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, closeSync, openSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { guardProcess } from "./guard.ts";
import { readErrorCode } from "./start-error.ts";

/** A server program that runs beside us, its output in a file. */
export interface Child {
  readonly pid: number;
  /** Undefined while it runs; then what ended it. */
  ended(): string | undefined;
  /** What it wrote to its log since it was started, at most the last 8 kB. */
  said(): string;
  /** Sends the signal and waits for the end; kills what has not ended after `graceMs`. */
  stop(signal: NodeJS.Signals, graceMs?: number): Promise<void>;
  /** Kills it and the processes it has started, and waits for its end. */
  kill(): Promise<void>;
}

/** Who a program runs as: undefined is whoever we are. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Starts a server program in a session of its own, so that Ctrl-C in a terminal reaches only us and the order of
 * stopping is ours.
 */
export async function startChild(options: {
  command: string;
  args: string[];
  logFile: string;
  /** Must be reachable by the account. */
  cwd: string;
  account?: Account | undefined;
  env?: NodeJS.ProcessEnv;
}): Promise<Child> {
  const { command, args, logFile, cwd, account, env = process.env } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a");
  const logStart = statSync(logFile).size;
  let child: ChildProcess;
  try {
    child = spawn(command, args, {
      cwd,
      env,
      detached: true,
      stdio: ["ignore", log, log],
      ...(account && { uid: account.uid, gid: account.gid }),
    });
  } finally {
    closeSync(log);
  }
  let end: string | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once("exit", (code, signal) => {
      end = signal ? `ended by ${signal}` : `ended with code ${code}`;
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} has no process id`);
  const letGo = guardProcess(pid);
  void ended.then(letGo);
  return {
    pid,
    ended: () => end,
    said: () => readFileSync(logFile).subarray(logStart).subarray(-8192).toString(),
    async kill() {
      const started = listChildren(pid);
      child.kill("SIGKILL");
      for (const one of started) killIfThere(one);
      await ended;
    },
    async stop(signal, graceMs = 20_000) {
      if (end !== undefined) return;
      child.kill(signal);
      const patience = new AbortController();
      const late = wait(graceMs, "late" as const, { signal: patience.signal, ref: false }).catch(() => undefined);
      if ((await Promise.race([ended, late])) === "late") child.kill("SIGKILL");
      await ended;
      patience.abort();
    },
  };
}

/** The processes that one has started. Elsewhere than on Linux: none, and they end by themselves when they notice. */
function listChildren(parent: number): number[] {
  if (process.platform !== "linux") return [];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      // "pid (name) state parent …": a name may hold anything, so what follows its last parenthesis is read.
      const [, ppid] = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      return Number(ppid) === parent;
    } catch {
      return false;
    }
  });
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (readErrorCode(error) !== "ESRCH") throw error;
  }
}

/** Whether process `pid` runs and its command line holds all of these words: a number alone may have been given anew. */
export function isRunning(pid: number, ...words: string[]): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return words.every((word) => commandLine.includes(word));
  } catch {
    // No /proc on this system: the number is all there is to go by.
    return process.platform !== "linux";
  }
}
