import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";

/** Notes what time it is: whether a licence is over is judged by the latest moment that was ever noted. Called every minute. */
export async function noteClock(nobody: Work): Promise<void> {
  await nobody.db.batch(null, [sql`select note_clock()`]);
}
