import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";

/** Whether CPU and memory can be measured: /proc tells what a process takes, and only Linux has it. */
export const measurable = process.platform === "linux";

/** Asked before anything is pinned: afterwards Node counts what is left to itself. */
const cores = availableParallelism();

/** What /proc counts CPU in; the same on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** The machine in one line, for whoever reads the table elsewhere. */
export function describeMachine(): string {
  const [model] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cores} cores (${model?.model.trim() ?? "unknown"}), ${memory} GB, ${process.platform}, Node ${process.versions.node}`;
}

/** Seconds of CPU that processes, and those of their children that have ended, have taken so far; null where that cannot be told. */
export function cpuSeconds(pids: readonly number[]): number | null {
  if (!measurable) return null;
  return pids.reduce((sum, pid) => sum + (readStat(pid)?.ticks ?? 0), 0) / ticksPerSecond;
}

/** Bytes of memory that processes hold, and the most that each ever held; null where that cannot be told. */
export function memoryOf(pids: readonly number[]): { rss: number; peak: number } | null {
  if (!measurable) return null;
  const sum = { rss: 0, peak: 0 };
  for (const pid of pids) {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    sum.rss += kilobytes(status, "VmRSS") * 1024;
    sum.peak += kilobytes(status, "VmHWM") * 1024;
  }
  return sum;
}

/** A process and all that it has started, directly or not. */
export function withDescendants(pid: number): number[] {
  if (!measurable) return [pid];
  const parents = new Map(listPids().map((one) => [one, readStat(one)?.parent]));
  const family = [pid];
  // The list grows while it is walked: children's children come later in it.
  for (const one of family) family.push(...[...parents].filter(([, parent]) => parent === one).map(([child]) => child));
  return family;
}

/** The process that listens on a port of 127.0.0.1, as a list; empty where that cannot be told. */
export function findListener(port: number): number[] {
  if (!measurable) return [];
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const socket = readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .find(([, local, , state]) => local === address && state === "0A")?.[9];
  const pid = listPids().find((one) => openFiles(one).includes(`socket:[${socket}]`));
  return pid === undefined ? [] : [pid];
}

/**
 * Keeps what is measured on the first core and everything else off it, so that two servers are compared on the same core and
 * whoever asks takes nothing from them. Answers false, and changes nothing, where that cannot be done.
 */
export function pin(pids: readonly number[], to: "measured" | "others"): boolean {
  if (!measurable || cores < 2) return false;
  try {
    for (const pid of pids) {
      execFileSync("taskset", [
        "--all-tasks",
        "--cpu-list",
        "--pid",
        to === "measured" ? "0" : `1-${cores - 1}`,
        String(pid),
      ]);
    }
    return true;
  } catch {
    return false;
  }
}

function listPids(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** "pid (name) state parent … utime stime cutime cstime": a name may hold anything, so what follows its last parenthesis is read. */
function readStat(pid: number): { parent: number; ticks: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { parent: Number(fields[1]), ticks };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
}

function openFiles(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return "";
      }
    });
  } catch {
    return [];
  }
}
