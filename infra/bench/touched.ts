import pg from "pg";
import { workOn } from "./baseline/express-database.ts";
import type { Database } from "../../db/core/postgres.ts";
import type { Work } from "../../db/core/work.ts";
import type { Stage } from "./stage.ts";

interface Explained {
  readonly "QUERY PLAN": readonly [
    { readonly Plan: Readonly<Record<"Shared Hit Blocks" | "Shared Read Blocks", number>> },
  ];
}

/** What a read looks at. */
export interface Touched {
  /** Of the database (8 kB), whether they were in memory or not. */
  readonly blocks: number;
  /** Of tables, and entries of indexes. */
  readonly rows: number;
}

/** What this connection has looked at and not yet reported: within a transaction it only grows. */
const rowsSoFar = `
select sum(pg_stat_get_xact_tuples_returned(oid) + pg_stat_get_xact_tuples_fetched(oid))::int as rows
  from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`;

/** What a read of the product looks at, as the application. */
export async function touchedBy(
  { stack }: Stage,
  institutionId: string,
  read: (work: Work) => Promise<unknown>,
): Promise<Touched> {
  const client = new pg.Client({ connectionString: stack.appUrl });
  await client.connect();
  let blocks = 0;
  let rows = 0;
  const batch: Database["batch"] = (async (id, queries) => {
    await client.query("begin");
    await client.query("select set_config('app.institution_id', $1, true)", [id ?? ""]);
    const before = await countRows(client);
    const results: unknown[][] = [];
    for (const { text, values } of queries) {
      const told = await client.query<Explained>(`explain (analyze, buffers, format json) ${text}`, values);
      for (const {
        "QUERY PLAN": [{ Plan: plan }],
      } of told.rows)
        blocks += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
      // The read hears that there is nothing.
      results.push([{ json: '{"data":[]}' }]);
    }
    rows += (await countRows(client)) - before;
    await client.query("rollback");
    return results;
  }) as Database["batch"];
  try {
    const unused: Database["batchFor"] = () => Promise.reject(new Error("a read of an institution that is sought"));
    await read(workOn({ batch, batchFor: unused }, stack.env, institutionId));
    return { blocks, rows };
  } finally {
    await client.end();
  }
}

async function countRows(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ rows: number | null }>(rowsSoFar);
  return rows[0]?.rows ?? 0;
}
