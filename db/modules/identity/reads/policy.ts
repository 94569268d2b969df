import { only, sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { kebijakanBawaan, type Kebijakan } from "../rules/kebijakan.ts";

/** What the institution has chosen about accounts, and the platform's default where it has not. */
export async function readPolicy(work: Work): Promise<Kebijakan> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{ pengaturan: Partial<Kebijakan> }>`select pengaturan from institutions where id = ${work.institutionId}`,
  ]);
  const { pengaturan } = only(rows);
  const { perangkat, catat_aktivitas, wajib_otp } = { ...kebijakanBawaan, ...pengaturan };
  return { perangkat, catat_aktivitas, wajib_otp: [...wajib_otp] };
}
