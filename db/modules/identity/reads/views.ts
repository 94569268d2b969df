import * as z from "zod";
import { only, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal } from "../principal.ts";

/** A view of a list as its owner sees it. */
export const viewOfList = z.object({
  id: z.uuid(),
  daftar: z.string(),
  nama: z.string(),
  isi: z.record(z.string(), z.string()),
  bawaan: z.boolean(),
});
export type ViewOfList = z.infer<typeof viewOfList>;

/** The same in SQL, of a row `v`. */
export const viewJson: Query = sql`jsonb_build_object('id', v.id, 'daftar', v.daftar, 'nama', v.nama, 'isi', v.isi, 'bawaan', v.bawaan)`;

/** Somebody's views, of one list or of all, by name; finished JSON. */
export async function readViews(work: Work, { user_id }: Principal, daftar: string | undefined): Promise<string> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{
      json: string;
    }>`select jsonb_build_object('data', coalesce(jsonb_agg(${viewJson} order by v.daftar, v.nama, v.id), '[]'))::text as json
      from tampilan v where v.user_id = ${user_id}::uuid and (${daftar ?? null}::text is null or v.daftar = ${daftar ?? null})`,
  ]);
  return only(rows).json;
}
