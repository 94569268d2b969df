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

/** Blocks of the database (8 kB) that a read of the product looks at, as the application, whether they were in memory or not. */
export async function blocksOf(
  { stack }: Stage,
  institutionId: string,
  read: (work: Work) => Promise<unknown>,
): Promise<number> {
  const client = new pg.Client({ connectionString: stack.appUrl });
  await client.connect();
  let blocks = 0;
  const batch: Database["batch"] = (async (id, queries) => {
    await client.query("begin");
    await client.query("select set_config('app.institution_id', $1, true)", [id ?? ""]);
    const results: unknown[][] = [];
    for (const { text, values } of queries) {
      const { rows } = await client.query<Explained>(`explain (analyze, buffers, format json) ${text}`, values);
      for (const {
        "QUERY PLAN": [{ Plan: plan }],
      } of rows)
        blocks += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
      // The read hears that there is nothing.
      results.push([{ json: '{"data":[]}' }]);
    }
    await client.query("rollback");
    return results;
  }) as Database["batch"];
  try {
    const unused: Database["batchFor"] = () => Promise.reject(new Error("a read of an institution that is sought"));
    await read(workOn({ batch, batchFor: unused }, stack.env, institutionId));
    return blocks;
  } finally {
    await client.end();
  }
}
