import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { type Account, type Child, startChild } from "./child.ts";
import { canReach, chooseAccount, findReachableFolder, makeFolder, refuseForeignFolder } from "./postgres/account.ts";
import { type Cluster, clearLeftovers, clusterExists, createCluster } from "./postgres/cluster.ts";
import { copyPostgresProgram, findPostgresProgram } from "./postgres/program.ts";
import { prepareRoles } from "./postgres/roles.ts";
import { diskFull, StartError } from "./start-error.ts";

/** How to start the local Postgres. */
export interface PostgresOptions {
  /** The folder its files are wanted in; made when missing. */
  dataDir: string;
  /** On 127.0.0.1. */
  port: number;
  say(line: string): void;
  /** Of the superuser `postgres` (set when the cluster is made) and of `serambi_owner` (set at every start). */
  passwords?: { admin: string; owner: string };
  /** Default `<dataDir>.log`. */
  logFile?: string;
  /** False gives up safety against a power cut for speed. A killed server loses nothing all the same. */
  durable?: boolean;
}

/** A running Postgres 18. */
export interface Postgres {
  port: number;
  /** Superuser, database `postgres`. */
  adminUrl: string;
  /** `serambi_owner`, database `serambi`. */
  ownerUrl: string;
  /** Where its files are: not `dataDir` when the database's user could not get there. */
  files: string;
  /** Ends it at once, all its processes, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again, on the same port and data; resolves when it takes connections. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const localPasswords = { admin: "admin-on-this-machine", owner: "owner-on-this-machine" };

/**
 * Starts Postgres 18 on 127.0.0.1 with the roles and databases of the platform, creating the cluster the first time.
 * What stands in the way (full disk, port taken, unreadable folder) is a StartError.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { port, say, passwords = localPasswords, durable = true } = options;
  const account = chooseAccount();
  const place = choosePlace(options.dataDir, account, say);
  const cluster: Cluster = { ...place, account };
  makeFolder(cluster.files, account);
  if (clusterExists(cluster)) await clearLeftovers(cluster, say);
  else await createCluster(cluster, passwords.admin);

  const startServer = async (): Promise<Child> => {
    const server = await startChild({
      command: join(cluster.program, "bin", "postgres"),
      args: ["-D", cluster.files, ...listSettings(port, durable)],
      logFile: options.logFile ?? `${options.dataDir}.log`,
      cwd: "/",
      account,
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    });
    try {
      await waitUntilReady(server, port);
    } catch (error) {
      await server.stop("SIGINT");
      throw error;
    }
    return server;
  };
  let child = await startServer();
  const address = (user: string, password: string, database: string): string =>
    `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  const adminUrl = address("postgres", passwords.admin, "postgres");
  try {
    await prepareRoles(adminUrl, passwords.owner);
  } catch (error) {
    await child.stop("SIGINT");
    throw error instanceof pg.DatabaseError && error.code === "28P01" ? explainPassword(error) : error;
  }
  return {
    port,
    adminUrl,
    ownerUrl: address("serambi_owner", passwords.owner, "serambi"),
    files: cluster.files,
    kill: () => child.kill(),
    async start() {
      if (child.ended() === undefined) return;
      await clearLeftovers(cluster, say);
      child = await onceMemoryIsFree(startServer);
    },
    // SIGINT is Postgres's "fast" stop: open transactions are rolled back, committed ones are on disk.
    stop: () => child.stop("SIGINT"),
  };
}

/** Every folder in which `startPostgres` may have put files for this `dataDir`. */
export function listPostgresFolders(dataDir: string): string[] {
  return [dataDir, findReachableFolder(dataDir)].filter((folder) => existsSync(folder));
}

function choosePlace(
  dataDir: string,
  account: Account | undefined,
  say: (line: string) => void,
): { program: string; files: string } {
  let program = findPostgresProgram();
  makeFolder(dirname(dataDir));
  let files = dataDir;
  const reachable = findReachableFolder(dataDir);
  refuseForeignFolder(reachable);
  if (!canReach(account, dirname(dataDir))) {
    files = join(reachable, "data");
    say(`the database's user (${account?.name}) may not enter ${dirname(dataDir)}: its data is in ${files}`);
  }
  if (!canReach(account, join(program, "bin", "postgres"))) {
    program = copyPostgresProgram(program, reachable);
  }
  return { program, files };
}

function listSettings(port: number, durable: boolean): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    // Only TCP: a socket's path has a length limit that a deep folder exceeds.
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: "128MB",
    timezone: "UTC",
    log_timezone: "UTC",
    // The password is known to whoever can read this folder: thousands of hash rounds a connection guard nothing here.
    scram_iterations: 1,
    ...(durable ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function waitUntilReady(child: Child, port: number): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 20) {
    if (child.ended() !== undefined) throw explainEnd(child, port);
    // Its own word for it: on a taken port, another program would answer a connection.
    if (child.said().includes("database system is ready to accept connections")) return;
    await wait(20);
  }
  throw new StartError("Postgres did not become ready within a minute.", `Its log says: ${child.said().slice(-500)}`);
}

/** What a killed server has left running holds its memory until it notices: so long none can start on the same files. */
async function onceMemoryIsFree(start: () => Promise<Child>): Promise<Child> {
  for (const end = Date.now() + 30_000; ; await wait(50)) {
    try {
      return await start();
    } catch (error) {
      const held = error instanceof StartError && error.message.includes("pre-existing shared memory block");
      if (!held || Date.now() > end) throw error;
    }
  }
}

function explainEnd(child: Child, port: number): StartError {
  const said = child.said();
  if (/address already in use/i.test(said)) {
    return new StartError(
      `Port ${port} was taken by another program while Postgres started.`,
      "Start again, or choose another port with SERAMBI_PORT_POSTGRES.",
    );
  }
  if (/no space left on device/i.test(said)) return diskFull("Postgres could not start");
  const reason = said.split("\n").findLast((line) => /FATAL|PANIC|error/.test(line)) ?? said.slice(-300);
  return new StartError(`Postgres ${child.ended()}: ${reason}`, "`npm run reset` starts with an empty database.");
}

function explainPassword(cause: Error): StartError {
  return new StartError(
    "The database in the data folder was made with other passwords than those in .serambi/secrets.json.",
    "Restore that file, or run `npm run reset` to start with an empty database (the local data is lost).",
    { cause },
  );
}
