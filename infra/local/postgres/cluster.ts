import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Account, isRunning } from "../child.ts";
import { diskFull, explainFileError, StartError } from "../start-error.ts";

const run = promisify(execFile);

/** Where a cluster's programs and files are, and who owns them. */
export interface Cluster {
  /** The folder with `bin/`. */
  readonly program: string;
  /** The cluster's own folder (`PGDATA`). */
  readonly files: string;
  readonly account: Account | undefined;
}

const MAJOR = "18";

/** Whether the folder holds a cluster. One of another major version is a StartError: its files cannot be read. */
export function clusterExists(cluster: Cluster): boolean {
  const versionFile = join(cluster.files, "PG_VERSION");
  if (!existsSync(versionFile)) return false;
  const version = readFileSync(versionFile, "utf8").trim();
  if (version === MAJOR) return true;
  throw new StartError(
    `The database in ${cluster.files} was made by Postgres ${version}; this is Postgres ${MAJOR}.`,
    "Run `npm run reset` to start with an empty one (the local data is lost).",
  );
}

/**
 * Makes an empty cluster with one superuser, `postgres`. Text sorts by code point the same way on every machine (the
 * built-in C.UTF-8), instants are said in UTC, and clients on 127.0.0.1 sign in with a cleartext password: Neon's driver
 * sends it before it is asked, and only this method accepts that.
 */
export async function createCluster(cluster: Cluster, adminPassword: string): Promise<void> {
  const passwordFile = join(cluster.files, "..", `password-${randomBytes(6).toString("hex")}`);
  try {
    writeFileSync(passwordFile, `${adminPassword}\n`, { mode: 0o600 });
    if (cluster.account) chownSync(passwordFile, cluster.account.uid, cluster.account.gid);
    await runAs(cluster, "initdb", [
      `--pgdata=${cluster.files}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=password",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--set=timezone=UTC",
      "--set=log_timezone=UTC",
      "--no-sync",
      "--no-instructions",
    ]);
  } catch (error) {
    rmSync(cluster.files, { recursive: true, force: true });
    const said = readOutput(error);
    if (/no space left/i.test(said)) throw diskFull("The database could not be created", error);
    if (said === "") throw explainFileError("The database could not be created", cluster.files, error);
    throw new StartError(`The database could not be created: ${said}`, `Look at ${cluster.files}.`, {
      cause: error,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * Clears the way after an earlier run that was killed: stops a server that still holds this folder, and removes the pid
 * file that a dead one left behind (its number may meanwhile belong to another program, which would stop the start).
 */
export async function clearLeftovers(cluster: Cluster, say: (line: string) => void): Promise<void> {
  const pidFile = join(cluster.files, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  if (!isRunning(pid, "postgres", cluster.files)) {
    rmSync(pidFile, { force: true });
    return;
  }
  say("a database server was left running by an earlier start: stopping it");
  try {
    await runAs(cluster, "pg_ctl", ["stop", `--pgdata=${cluster.files}`, "--mode=fast", "--wait", "--timeout=30"]);
  } catch (error) {
    throw new StartError(
      `An earlier database server (process ${pid}) holds ${cluster.files} and does not stop: ${readOutput(error)}`,
      `Stop process ${pid} and start again.`,
      { cause: error },
    );
  }
}

async function runAs({ program, account }: Cluster, name: string, args: string[]): Promise<void> {
  await run(join(program, "bin", name), args, {
    cwd: "/",
    env: { ...process.env, LC_ALL: "C" },
    ...(account && { uid: account.uid, gid: account.gid }),
  });
}

function readOutput(error: unknown): string {
  if (!(error instanceof Error) || !("stderr" in error)) return "";
  const lines = String(error.stderr).trim().split("\n");
  // The reason is where it says FATAL or error; what follows it is how the program cleaned up.
  const reasons = lines.filter((line) => /FATAL|PANIC|error:/.test(line));
  return (reasons.length > 0 ? reasons : lines).slice(-3).join(" ");
}
