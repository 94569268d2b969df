import pg from "pg";
import { openYears } from "../../db/migrate.ts";
import { readSettings, run } from "./command.ts";

/** `npm run db:partitions`: opens this year and the next two. The queue does the same every night. */
await run(async () => {
  const [ownerUrl] = readSettings("OWNER_DATABASE_URL");
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const opened = await openYears(client);
    return opened.length === 0 ? "every year is open" : `opened ${opened.join(", ")}`;
  } finally {
    await client.end();
  }
});
