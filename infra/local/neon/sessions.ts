import { connect } from "node:net";
import pg from "pg";
import { blameConnection, blameStatement, SqlFailure } from "./failure.ts";
import type { Login } from "./request.ts";

const MAX_CONNECTIONS_PER_LOGIN = 20;
const MAX_IDLE_POOLS = 20;
const CONNECT_TIMEOUT_MS = 30_000;
const CANCEL_AGAIN_MS = 100;

/**
 * All of what DISCARD ALL does but for DISCARD PLANS: plans hold nothing of a request, and to plan the statements within the
 * database's functions anew for every request costs more than most of the requests.
 */
export const resetSession = `CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; DEALLOCATE ALL; UNLISTEN *;
  SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES`;

/** Connections to Postgres, kept per user, password and database. Nothing a request leaves in a session reaches the next. */
export class Sessions {
  readonly #address: { host: string; port: number };
  readonly #pools = new Map<string, pg.Pool>();

  constructor(address: { host: string; port: number }) {
    this.#address = address;
  }

  /**
   * Runs `work` on a clean session. When `signal` fires, what runs is cancelled and `work` must stop.
   * Throws SqlFailure: 400 in Postgres's words, 500 when Postgres cannot be reached.
   */
  async run<T>(login: Login, signal: AbortSignal, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#take(login);
    let spoiled = false;
    let cancelling: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      spoiled = true;
      sendCancel(this.#address, client);
      // A cancel that arrives before the statement has begun is lost, so it is repeated.
      cancelling = setInterval(() => sendCancel(this.#address, client), CANCEL_AGAIN_MS);
    };
    signal.addEventListener("abort", cancel, { once: true });
    try {
      stopIfGone(signal);
      return await work(client);
    } catch (error) {
      spoiled ||= !(error instanceof pg.DatabaseError);
      throw blameStatement(error);
    } finally {
      signal.removeEventListener("abort", cancel);
      clearInterval(cancelling);
      // A late cancel would hit whoever comes next, so a cancelled session is never used again.
      if (spoiled) client.release(true);
      else void giveBack(client);
    }
  }

  /** Closes all connections. */
  async stop(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.end()));
  }

  async #take(login: Login): Promise<pg.PoolClient> {
    try {
      return await this.#poolOf(login).connect();
    } catch (error) {
      throw blameConnection(error, login.user);
    }
  }

  #poolOf(login: Login): pg.Pool {
    const key = JSON.stringify([login.user, login.password, login.database]);
    const pool = this.#pools.get(key) ?? this.#open(login);
    // Wrong passwords make pools too: those without a connection go when there are too many, the oldest first.
    this.#pools.delete(key);
    this.#pools.set(key, pool);
    for (const [other, { totalCount, waitingCount }] of this.#pools) {
      if (this.#pools.size <= MAX_IDLE_POOLS) break;
      if (other !== key && totalCount + waitingCount === 0) this.#pools.delete(other);
    }
    return pool;
  }

  #open(login: Login): pg.Pool {
    const pool = new pg.Pool({
      ...login,
      ...this.#address,
      max: MAX_CONNECTIONS_PER_LOGIN,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      ssl: false,
    });
    // Postgres going away breaks idle connections too; the next request opens new ones.
    pool.on("error", () => {});
    pool.on("connect", (client) => client.on("error", () => {}));
    return pool;
  }
}

/** Throws when nobody waits for the answer any more. */
export function stopIfGone(signal: AbortSignal): void {
  if (signal.aborted) throw new SqlFailure(500, "query was cancelled");
}

async function giveBack(client: pg.PoolClient): Promise<void> {
  try {
    if (client.getTransactionStatus() !== "I") await client.query("ROLLBACK");
    await client.query(resetSession);
    client.release();
  } catch {
    client.release(true);
  }
}

/** Postgres's cancel request: a connection of its own that carries the session's process id and secret. */
function sendCancel(address: { host: string; port: number }, client: pg.PoolClient): void {
  if (!hasKeys(client)) return;
  const message = Buffer.alloc(16);
  message.writeInt32BE(16, 0);
  message.writeInt32BE(80877102, 4);
  message.writeInt32BE(client.processID, 8);
  message.writeInt32BE(client.secretKey, 12);
  const socket = connect(address);
  socket.on("error", () => socket.destroy());
  socket.on("connect", () => socket.end(message));
}

/** node-postgres keeps the session's keys on the client; its types do not say so. */
function hasKeys(client: object): client is { processID: number; secretKey: number } {
  return (
    "processID" in client &&
    typeof client.processID === "number" &&
    "secretKey" in client &&
    typeof client.secretKey === "number"
  );
}
