import { only, sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";

/** Sums up the activity of so many people in the oldest month of which some may go, and lets it go: how many rows went; 0: none is left. */
export async function summariseActivity(work: Work, people: number): Promise<number> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{ pergi: number }>`select ringkas_aktivitas(${people}::integer) as pergi`,
  ]);
  return only(rows).pergi;
}
