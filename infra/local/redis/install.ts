import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Whether `redis-server` can be called by its name. */
export function findRedisServer(): boolean {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore", timeout: 5000 });
    return true;
  } catch {
    return false;
  }
}

/** Installs Debian's redis-server when we may (root, apt); tells whether it is there afterwards. */
export async function installRedisServer(say: (line: string) => void): Promise<boolean> {
  if (process.getuid?.() !== 0 || process.platform !== "linux") return false;
  say("redis-server is not installed: asking apt for it");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    await run("apt-get", ["update", "--quiet"], { env, timeout: 120_000 });
    await run("apt-get", ["install", "--yes", "--quiet", "--no-install-recommends", "redis-server"], {
      env,
      timeout: 300_000,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n").at(-1) : String(error);
    say(`apt could not install it (${reason})`);
  }
  return findRedisServer();
}
