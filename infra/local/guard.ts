import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/**
 * Reads `+ pid` and `- pid` lines until its input ends, which it does when we end, however that happens (`kill -9`
 * included); then stops the processes that are still on the list. SIGINT is Postgres's fast and Redis's orderly stop.
 */
const script = `
trap '' INT TERM HUP
pids=' '
while read -r sign pid; do
  case $sign in
    +) pids="$pids$pid " ;;
    -) pids="\${pids%% $pid *} \${pids#* $pid }" ;;
  esac
done
[ -z "\${pids# }" ] && exit
for pid in $pids; do kill -INT "$pid"; done
sleep 10
for pid in $pids; do kill -KILL "$pid"; done
`;

let guard: ChildProcess | undefined;

/** Sees to it that a process does not outlive us; the returned function lets go of one that has ended. */
export function guardProcess(pid: number): () => void {
  const { stdin } = (guard ??= startGuard());
  stdin?.write(`+ ${pid}\n`);
  return () => stdin?.write(`- ${pid}\n`);
}

/**
 * The same for children that a library started: all whose program has this name. The returned function lets go of those that
 * have ended. Where there is no /proc (macOS) it does nothing.
 */
export function guardChildren(program: string): () => void {
  const guarded = listChildren(program).map((pid) => ({ pid, letGo: guardProcess(pid) }));
  return () => {
    const running = new Set(listChildren(program));
    for (const { pid, letGo } of guarded) if (!running.has(pid)) letGo();
  };
}

function listChildren(program: string): number[] {
  if (!existsSync("/proc/self/stat")) return [];
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => {
      try {
        // "pid (program) state parent …"
        const [, name, parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
        return name === program && Number(parent) === process.pid;
      } catch {
        return false;
      }
    });
}

function startGuard(): ChildProcess {
  const child = spawn("sh", ["-c", script], { detached: true, cwd: "/", stdio: ["pipe", "ignore", "ignore"] });
  // It is a precaution: without it everything works, and a kill -9 leaves processes behind.
  child.on("error", () => undefined);
  child.stdin.on("error", () => undefined);
  child.unref();
  if ("unref" in child.stdin && typeof child.stdin.unref === "function") child.stdin.unref();
  return child;
}
