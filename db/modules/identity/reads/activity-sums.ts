import * as z from "zod";
import { only, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";

/** Activity of a year that is kept as sums alone. */
export const activitySums = z.object({
  tahun: z.number().int(),
  /** Since then every entry is there; what came before is summed up. */
  sejak: z.string(),
  data: z.array(
    z.object({
      bulan: z.string().meta({ examples: ["2025-03"] }),
      aksi: z.string(),
      jumlah: z.number().int(),
      /** How many people it was about. */
      orang: z.number().int(),
    }),
  ),
});

const zone = sql`(select i.zona_waktu from institutions i where i.id = current_institution())`;
const until = sql`batas_aktivitas(${zone})`;

/** The sums of a year, month by month. */
export async function readActivitySums(work: Work, tahun: number): Promise<z.infer<typeof activitySums>> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{ data: z.infer<typeof activitySums> }>`select jsonb_build_object('tahun', ${tahun}::int, 'sejak', ${until},
      'data', coalesce((select jsonb_agg(jsonb_build_object('bulan', to_char(r.bulan, 'YYYY-MM'), 'aksi', r.aksi, 'jumlah', r.jumlah, 'orang', r.orang)
          order by r.bulan, r.aksi)
        from aktivitas_ringkas r where r.bulan >= make_date(${tahun}::int, 1, 1) and r.bulan < make_date(${tahun}::int + 1, 1, 1)), '[]')) as data`,
  ]);
  return only(rows).data;
}

/** What a run would sum up, and whose activity is held, as jsonb. */
export const activityRehearsed: Query = sql`(select jsonb_build_object(
    'jumlah', (select count(*) from aktivitas_lama(current_institution(), ${zone}, '2020-01-01', ${until})),
    'sebelum', ${until},
    'ditahan', coalesce((select jsonb_agg(jsonb_build_object('user_id', t.user_id, 'nama', u.nama, 'alasan', t.alasan, 'sejak', t.sejak) order by t.id)
      from aktivitas_tahanan t join users u on u.id = t.user_id where t.dilepas_pada is null), '[]')))`;
