import pg from "pg";
import { readConfig } from "../../../db/core/env.ts";
import type { Database, Query } from "../../../db/core/postgres.ts";
import { connectRedis } from "../../../db/core/redis.ts";
import { continueTrace } from "../../../db/core/trace.ts";
import type { Work } from "../../../db/core/work.ts";

/** A database over a pool of ordinary connections, as a Node server would have it, and what ends it. */
export interface PooledDatabase extends Database {
  stop(): Promise<void>;
}

/**
 * Runs the product's own statements the classic way: a connection from the pool, `begin`, the institution, the statement
 * (prepared once for each connection), `commit`. The same transaction under the same row-level security.
 */
export function connectPool(connectionString: string, connections: number): PooledDatabase {
  const pool = new pg.Pool({ connectionString, max: connections });
  const names = new Map<string, string>();
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? `s${names.size}`;
    names.set(text, name);
    return name;
  };

  const institution = {
    known: "select set_config('app.institution_id', $1, true)",
    sought: "select set_config('app.institution_id', coalesce(find_institution($1, $2)::text, ''), true)",
  } as const;

  async function inTransaction(
    of: keyof typeof institution,
    whose: readonly (string | null)[],
    queries: readonly Query[],
  ): Promise<unknown[][]> {
    const client = await pool.connect();
    try {
      await client.query("begin");
      await client.query({ name: of, text: institution[of], values: [...whose] });
      const results: unknown[][] = [];
      for (const { text, values } of queries) {
        results.push((await client.query({ name: nameOf(text), text, values })).rows);
      }
      await client.query("commit");
      client.release();
      return results;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  return {
    // The rows are what the statements say, as they are to the product's own client.
    batch: ((id, queries) => inTransaction("known", [id ?? ""], queries)) as Database["batch"],
    batchFor: (({ host, slug }, queries) => inTransaction("sought", [host, slug], queries)) as Database["batchFor"],
    stop: () => pool.end(),
  };
}

/** What a read of the product is given, with this database in it. Of the rest no read that is measured uses anything. */
export function workOn(database: Database, env: object, institutionId: string): Work {
  const config = readConfig(env);
  const trace = continueTrace(null);
  const redis = connectRedis(config, trace);
  return {
    config,
    trace,
    redis,
    db: database,
    institutionId,
    later: () => undefined,
    onTags: () => undefined,
    live: () => Promise.resolve(),
  };
}
