import { neon, neonConfig, NeonDbError, type NeonQueryFunction } from "@neondatabase/serverless";
import sqlTag, { type Sql } from "sql-template-tag";
import type { Config } from "./env.ts";
import { Problem } from "./problem.ts";
import { span, type Trace } from "./trace.ts";

/** A statement or a part of one; `Row` is what a row of its result looks like. */
export type Query<Row = unknown> = Sql & { readonly __row?: Row };

/** Writes SQL with bound parameters: `sql<{ id: string }>\`select id from sppd where id = ${id}\``. Fragments nest. */
export function sql<Row = unknown>(strings: TemplateStringsArray, ...values: unknown[]): Query<Row> {
  return sqlTag(strings, ...values);
}

export { empty, join } from "sql-template-tag";

type Rows<Queries extends readonly Query[]> = {
  [Index in keyof Queries]: Queries[Index] extends Query<infer Row> ? Row[] : never;
};

/** The database as one request or one job sees it. */
export interface Database {
  /**
   * Runs the statements in one transaction and one round trip, as this institution: row-level security shows and takes
   * only its rows. `null` runs them as nobody's, for the named functions that need no institution.
   * Throws `DatabaseError` for what Postgres refuses, `DATA_TIDAK_SAH` for data it cannot hold, and the problem `BASIS_DATA_TIDAK_TERSEDIA` when it cannot be reached.
   */
  batch<const Queries extends readonly Query[]>(institutionId: string | null, queries: Queries): Promise<Rows<Queries>>;
  /** As `batch`, but as the institution of this host, else of this slug: for requests that come before any is known. */
  batchFor<const Queries extends readonly Query[]>(
    institution: { host: string; slug: string | null },
    queries: Queries,
  ): Promise<Rows<Queries>>;
}

/** What Postgres refused: its SQLSTATE and the constraint that was violated, never shown to a client. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: string;
  readonly constraint: string | undefined;

  constructor(message: string, code: string, constraint: string | undefined) {
    super(message);
    this.code = code;
    this.constraint = constraint;
  }
}

/** SQLSTATE classes that mean "not now": connection, rollback (deadlock), resources, operator intervention, I/O. */
const away = /^(08|40|53|57|58)/;
/** Transactions that stood in each other's way (opening a year meets writers so): undone as a whole, they pass when run again. */
const collided = /^40(001|P01)$/;
const mostRuns = 3;
/** How long a round trip may take. Beyond it the database counts as away: a database that hangs must not hang everybody. */
const patienceMs = 10_000;
/** Data that no column takes, such as text with a NUL: what the schemas at the edge let through and Postgres does not. */
const unfit = /^22/;

/** Opens nothing: every batch is one HTTP request. */
export function connectDatabase(config: Config, trace: Trace): Database {
  neonConfig.fetchEndpoint = () => config.DATABASE_HTTP_URL;
  neonConfig.fetchFunction = fetchTraced;
  const client = clientOf(config);

  async function run(first: Query, queries: readonly Query[], runs = 1): Promise<unknown[][]> {
    try {
      const statements = [first, ...queries].map((query) => client.query(query.text, query.values));
      const results = await span(trace, "db", () =>
        client.transaction(statements, { fetchOptions: { traceparent: trace.traceparent } }),
      );
      return results.slice(1);
    } catch (error) {
      if (error instanceof NeonDbError && collided.test(error.code ?? "") && runs < mostRuns) {
        return await run(first, queries, runs + 1);
      }
      if (error instanceof NeonDbError && error.code && !away.test(error.code)) {
        if (unfit.test(error.code)) throw new Problem("DATA_TIDAK_SAH", { cause: error });
        throw new DatabaseError(error.message, error.code, error.constraint);
      }
      throw new Problem("BASIS_DATA_TIDAK_TERSEDIA", { cause: error });
    }
  }

  return {
    batch: async (institutionId, queries) =>
      (await run(sql`select set_config('app.institution_id', ${institutionId ?? ""}, true)`, queries)) as Rows<
        typeof queries
      >,
    batchFor: async ({ host, slug }, queries) =>
      (await run(
        sql`select set_config('app.institution_id', coalesce(find_institution(${host}, ${slug})::text, ''), true)`,
        queries,
      )) as Rows<typeof queries>,
  };
}

const clients = new WeakMap<Config, NeonQueryFunction<false, false>>();

/** The driver's client, made once: it holds no connection, only what its connection string says. */
function clientOf(config: Config): NeonQueryFunction<false, false> {
  let client = clients.get(config);
  if (!client) {
    client = neon(config.DATABASE_URL);
    clients.set(config, client);
  }
  return client;
}

/**
 * The driver's one way out. Its `fetchOptions` replace its own headers where they name any, so the trace travels beside
 * them and becomes a header here.
 */
function fetchTraced(
  url: string,
  {
    traceparent,
    headers,
    ...init
  }: Omit<RequestInit, "headers"> & { traceparent: string; headers: Record<string, string> },
): Promise<Response> {
  return fetch(url, { ...init, headers: { ...headers, traceparent }, signal: AbortSignal.timeout(patienceMs) });
}

/** The one row of a result that has one; an empty result is a defect of the statement. */
export function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error("a statement that always answers with a row answered with none");
  return row;
}
