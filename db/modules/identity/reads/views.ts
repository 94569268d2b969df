import * as z from "zod";
import { only, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal } from "../principal.ts";

/** A view of a list as whoever asks sees it: their own, or one that its owner shares with a unit they belong to. */
export const viewOfList = z.object({
  id: z.uuid(),
  daftar: z.string(),
  nama: z.string(),
  isi: z.record(z.string(), z.string()),
  bawaan: z.boolean().meta({ description: "Daftarnya dibuka dengan tampilan ini; hanya pada milik sendiri" }),
  milik_sendiri: z.boolean().meta({ description: "Hanya pemiliknya yang mengubah dan membuangnya" }),
  oleh: z.string().meta({ description: "Nama pemiliknya" }),
  unit: z
    .object({ id: z.uuid(), nama: z.string() })
    .nullable()
    .meta({ description: "Unit yang melihatnya, beserta unit di bawahnya; null berarti tidak dibagikan" }),
});
export type ViewOfList = z.infer<typeof viewOfList>;

/** The same in SQL, of a row `v`, for somebody. */
export function viewJson(userId: string): Query {
  return sql`jsonb_build_object('id', v.id, 'daftar', v.daftar, 'nama', v.nama, 'isi', v.isi, 'bawaan', v.bawaan and v.user_id = ${userId}::uuid,
    'milik_sendiri', v.user_id = ${userId}::uuid, 'oleh', (select o.nama from users o where o.id = v.user_id),
    'unit', (select jsonb_build_object('id', k.id, 'nama', k.nama) from unit_kerja k where k.id = v.unit_id))`;
}

/** Somebody's views and those that are shared with them, of one list or of all, by name; finished JSON. */
export async function readViews(work: Work, { user_id }: Principal, daftar: string | undefined): Promise<string> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{
      json: string;
    }>`select jsonb_build_object('data', coalesce(jsonb_agg(${viewJson(user_id)} order by v.daftar, v.nama, v.id), '[]'))::text as json
      from (select t.* from tampilan t where t.user_id = ${user_id}::uuid
        union all select t.* from tampilan t join users o on o.id = t.user_id
         where t.unit_id = any(${unitsOf(user_id)}) and t.user_id <> ${user_id}::uuid and o.aktif) v
     where ${daftar ?? null}::text is null or v.daftar = ${daftar ?? null}`,
  ]);
  return only(rows).json;
}

/** The units that somebody belongs to by a role or as staff, and all above them. */
function unitsOf(userId: string): Query {
  return sql`array(select unnest(k.jalur) from users_letak l join unit_kerja k on k.id = l.unit_id where l.user_id = ${userId}::uuid)`;
}
