import { sql } from "./postgres.ts";
import type { Work } from "./work.ts";

/** Opens this year and the next two, so that nobody has to wait for a partition on New Year's night. */
export async function openComingYears(nobody: Work): Promise<void> {
  await nobody.db.batch(null, [
    sql`select open_year(tahun) from generate_series(extract(year from now() at time zone 'UTC')::int,
      extract(year from now() at time zone 'UTC')::int + 2) tahun`,
  ]);
}
