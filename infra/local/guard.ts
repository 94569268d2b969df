import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";

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

function startGuard(): ChildProcess {
  const child = spawn("sh", ["-c", script], { detached: true, cwd: "/", stdio: ["pipe", "ignore", "ignore"] });
  // It is a precaution: without it everything works, and a kill -9 leaves processes behind.
  child.on("error", () => undefined);
  child.stdin.on("error", () => undefined);
  child.unref();
  // Typed as any stream; Node makes it a socket, which must not keep us running.
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}
